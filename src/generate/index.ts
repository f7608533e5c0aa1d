export { openChatServer } from './chat-server.js';
export type * from './types.js';
