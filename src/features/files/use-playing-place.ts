import type { TranscriptDocument } from '../../transcripts/document';
import type { RowWindow } from '../../ui/row-window';
import { useHeardRow } from '../../ui/use-heard-row';
import type { Player } from './player';
import { SEGMENT_ELEMENTS } from './segment-elements';
import { segmentLine } from './segment-line';
import { segmentAt, wordAt } from './word-offsets';

/** Lights the word that is heard and keeps it in sight. */
export function usePlayingPlace(player: Player, { segments }: TranscriptDocument, rows: RowWindow): void {
  useHeardRow('playing', SEGMENT_ELEMENTS, {
    read() {
      const ms = player.positionMs;
      const segment = segments[segmentAt(segments, ms)];
      const wordIndex = segment === undefined || ms > segment.endMs ? -1 : wordAt(segment, ms);
      return {
        key: `${segment?.id ?? ''} ${wordIndex} ${segment?.words.length ?? 0}`,
        rowId: segment?.id ?? null,
        word() {
          if (segment === undefined || wordIndex < 0) return null;
          const { offsets } = segmentLine(segment);
          return { start: offsets[2 * wordIndex] ?? 0, end: offsets[2 * wordIndex + 1] ?? 0 };
        },
      };
    },
    isFollowed: () => player.getState().isPlaying,
    draw: (rowId) => rows.drawRow(segments.findIndex(({ id }) => id === rowId)),
  });
}
