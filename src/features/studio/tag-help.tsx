import { DIALECTS, EMOTIONS, GESTURES, STYLES } from '../../protocol/speech';
import { describeTag } from '../../studio/markup/describe-tag';
import { DIALECT_NAMES, EMOTION_NAMES, GESTURE_NAMES, STYLE_NAMES } from '../../studio/markup/tag-names';
import { Sheet } from '../../ui/sheet';
import { WORDS } from './words';

/** A name in English and the first in Chinese. */
const both = (names: readonly string[], open: string, close: string) => [names[0], names.find((name) => /\p{Script=Han}/u.test(name))].filter((name) => name !== undefined).map((name) => `${open}${name}${close}`);

const GROUPS: readonly { title: string; tags: readonly (readonly string[])[] }[] = [
  { title: WORDS.feeling, tags: EMOTIONS.map((emotion) => both(EMOTION_NAMES[emotion], '(', ')')) },
  { title: WORDS.style, tags: STYLES.filter((style) => style !== 'plain').map((style) => both(STYLE_NAMES[style], '(', ')')) },
  { title: WORDS.dialect, tags: DIALECTS.map((dialect) => both(DIALECT_NAMES[dialect], '(', ')')) },
  { title: WORDS.delivery, tags: [['(slow)', '(慢速1)'], ['(fast 2)', '(快速2)'], ['(speed 0.8)'], ['(pitch +3)'], ['(range 1.5)'], ['(loud)'], ['(quiet)'], ['(breathy)'], ['(bpm 90)'], ['(/)']] },
  { title: WORDS.between, tags: [['[pause 0.5s]'], ...GESTURES.map((gesture) => both(GESTURE_NAMES[gesture], '[', ']'))] },
  { title: WORDS.words, tags: [['{read|r eh1 d}'], ['{行|hang2}'], ['<say-as interpret-as="digits">'], ['<say-as interpret-as="date" format="dmy">']] },
  { title: 'SSML', tags: [['<break time="500ms"/>'], ['<prosody rate="slow">'], ['<prosody contour="(0%,+20%) (100%,-2st)">'], ['<emphasis level="strong">'], ['<phoneme alphabet="pinyin" ph="ni3">'], ['<sub alias="">']] },
];

/** Every tag there is, with what it does. */
export function TagHelp({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  return (
    <Sheet title={WORDS.allTags} isOpen={isOpen} onClose={onClose}>
      <p className="soft">{WORDS.tagRule}</p>
      {GROUPS.map(({ title, tags }) => (
        <section key={title} className="panel">
          <h3 className="panel__title">{title}</h3>
          <dl className="tag-help">
            {tags.map((names) => <div key={names[0]}><dt>{names.map((name) => <code key={name}>{name}</code>)}</dt><dd>{describeTag(names[0] ?? '')}</dd></div>)}
          </dl>
        </section>
      ))}
    </Sheet>
  );
}
