import { Component, type ReactNode } from 'react';
import { ErrorNote } from './states.js';

interface Props {
  readonly children: ReactNode;
}

/** Keeps a fault of one view from taking the whole page away. */
export class ErrorBoundary extends Component<Props, { readonly error: unknown }> {
  override state = { error: null };

  static getDerivedStateFromError(error: unknown) {
    return { error };
  }

  override render() {
    if (this.state.error === null) return this.props.children;
    return (
      <div className="view-error">
        <ErrorNote error={this.state.error} onRetry={() => this.setState({ error: null })} />
      </div>
    );
  }
}
