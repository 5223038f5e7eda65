import { useCommands } from '../../stores/app-context';
import { Button } from '../../ui/button';

/** Another tab holds the assistant: two would answer each other. */
export function Elsewhere() {
  const commands = useCommands();
  return (
    <div className="plate">
      <h1 className="plate__title">Sotto is open in another tab.</h1>
      <p>Two of it would talk to each other, so only one tab listens at a time. Your conversations are shared between them.</p>
      <Button variant="primary" size="large" onClick={() => void commands.takeOver()}>Use it here</Button>
    </div>
  );
}
