import { AppProvider, type AppHandle } from '../stores/app-context';
import { ErrorBoundary } from '../ui/error-boundary';
import { Page } from './page';
import { ThemeKeeper } from './theme-keeper';

export function App({ app }: { app: AppHandle }) {
  return (
    <AppProvider app={app}>
      <ThemeKeeper />
      <ErrorBoundary sentence="This page could not be drawn. The conversation is kept on this device.">
        <Page />
      </ErrorBoundary>
    </AppProvider>
  );
}
