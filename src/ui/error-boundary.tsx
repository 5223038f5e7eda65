import { Component, type ReactNode } from 'react';
import { Button } from './button';

type ErrorBoundaryProps = { /** What broke, as a sentence. */ sentence: string; retryLabel?: string; onError?: (error: unknown) => void; children: ReactNode };
type ErrorBoundaryState = { error: Error | null };

/** Keeps one part's failure to render from taking the page, and the conversation, with it. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, ErrorBoundaryState> {
  override state: ErrorBoundaryState = { error: null };

  static getDerivedStateFromError(error: unknown): ErrorBoundaryState {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  override componentDidCatch(error: unknown) {
    this.props.onError?.(error);
  }

  override render() {
    if (!this.state.error) return this.props.children;
    return (
      <div className="notice notice--error" role="alert">
        <p className="notice__text">{this.props.sentence}</p>
        <Button size="small" onClick={() => this.setState({ error: null })}>{this.props.retryLabel ?? 'Draw it again'}</Button>
      </div>
    );
  }
}
