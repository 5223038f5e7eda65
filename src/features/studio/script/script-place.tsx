import type { ReactNode } from 'react';
import { useScript } from '../../../stores/app-context';
import { selectOpenProject } from '../../../stores/script-store';
import { ScriptHome } from './script-home';
import { ScriptView } from './script-view';

type ScriptPlaceProps = { /** The way to the other place of Studio. */ tabs: ReactNode; notices: ReactNode; /** What of the models is being loaded, in words. */ loadLine: ReactNode; /** What the first click will load. */ packLine: ReactNode };

/** Scripts of many lines: the one that is open, or the way to one. */
export function ScriptPlace({ tabs, notices, loadLine, packLine }: ScriptPlaceProps) {
  const project = useScript(selectOpenProject);
  if (project === null) return <ScriptHome tabs={tabs} notices={notices} />;
  return <ScriptView key={project.id} project={project} tabs={tabs} notices={notices} loadLine={loadLine} packLine={packLine} />;
}
