/** A turn of a chat with a text generator. */
export interface Message {
  readonly role: 'system' | 'user';
  readonly content: string;
}

/** The one narrow seam to any text generator. */
export interface Generator {
  /** As shown to readers: the model's name. */
  readonly name: string;
  /**
   * Streams the text of one reply. Ends normally only when the generator said it was finished: a cut
   * stream, a time-out, a refused connection or an error status throw a `generator.*` error.
   */
  readonly stream: (messages: readonly Message[], options: GenerateOptions) => AsyncGenerator<string>;
}

export interface GenerateOptions {
  readonly maxTokens: number;
  readonly signal?: AbortSignal;
}
