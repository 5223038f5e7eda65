import { useState } from 'react';
import { formatLength } from '../../lib/format-duration';
import { useDevice, useFileCommands, useFiles } from '../../stores/app-context';
import { selectJobs, selectLibrary, type LibraryEntry } from '../../stores/files-store';
import { IconButton } from '../../ui/button';
import { Confirm } from '../../ui/confirm';
import { formatBytes } from '../../ui/format-bytes';
import { SearchIcon, TrashIcon } from '../../ui/icons';
import { SearchHits } from './search-hits';
import { WORDS } from './words';

type LibraryProps = { onShow: (documentId: string, segmentId?: string) => void };

/** Every transcript on this device, and a search through all of them. */
export function Library({ onShow }: LibraryProps) {
  const commands = useFileCommands();
  const jobs = useFiles(selectJobs);
  // What has a row above is not listed twice.
  const library = useFiles(selectLibrary).filter(({ id }) => !jobs.some((job) => job.id === id && job.phase !== 'finished'));
  const query = useFiles((state) => state.search.query);
  const [doomed, setDoomed] = useState<LibraryEntry | null>(null);
  return (
    <section className="files-part" aria-labelledby="files-library">
      <div className="files-part__head">
        <h2 className="files-part__title" id="files-library">{WORDS.library}</h2>
        {library.length > 0 && (
          <label className="search">
            <SearchIcon size={18} />
            <input type="search" value={query} aria-label={WORDS.search} placeholder={WORDS.searchPlaceholder} onChange={(event) => commands.search(event.target.value)} />
          </label>
        )}
      </div>
      {library.length === 0 && <p className="soft">{WORDS.emptyLibrary}</p>}
      {query.trim() !== '' ? <SearchHits onShow={onShow} /> : (
        <ul className="rows">
          {library.map((entry) => <LibraryRow key={entry.id} entry={entry} onShow={onShow} onDelete={() => setDoomed(entry)} />)}
        </ul>
      )}
      {library.length > 0 && <UseLine library={library} />}
      {doomed && (
        <Confirm
          title={WORDS.removeTitle} sentence={WORDS.removeSentence(doomed.title)} confirmLabel={WORDS.removeConfirm} cancelLabel={WORDS.keep}
          onConfirm={() => void commands.deleteDocument(doomed.id)} onClose={() => setDoomed(null)}
        />
      )}
    </section>
  );
}

type LibraryRowProps = { entry: LibraryEntry; onShow: (documentId: string) => void; onDelete: () => void };

function LibraryRow({ entry, onShow, onDelete }: LibraryRowProps) {
  const facts = [
    new Date(entry.createdAtMs).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' }),
    formatLength(entry.durationMs),
    WORDS.segments(entry.segmentCount),
    entry.audioBytes > 0 ? formatBytes(entry.audioBytes) : WORDS.textOnly,
  ];
  return (
    <li className="row">
      <button type="button" className="row__main row__main--button" onClick={() => onShow(entry.id)}>
        <span className="library__title">{entry.title}</span>
        <span className="row__sub">{facts.join(' · ')}</span>
        {entry.speakerNames.length > 0 && <span className="row__sub">{entry.speakerNames.join(', ')}</span>}
      </button>
      <IconButton size="small" label={WORDS.remove(entry.title)} onClick={onDelete}><TrashIcon size={18} /></IconButton>
    </li>
  );
}

function UseLine({ library }: { library: readonly LibraryEntry[] }) {
  const storage = useDevice((state) => state.storage);
  const audioBytes = library.reduce((sum, entry) => sum + entry.audioBytes, 0);
  return <p className="field__hint">{WORDS.libraryUse(formatBytes(audioBytes), storage === null ? null : formatBytes(storage.usedBytes))}</p>;
}
