import { cellMessages } from './cell.messages.js';
import { columnMessages } from './column.messages.js';
import { fileMessages } from './file.messages.js';
import { listMessages } from './list.messages.js';
import { rowMessages } from './row.messages.js';

/** Every sentence of the reading half of an import. */
export const importMessages = {
  ...fileMessages,
  ...listMessages,
  ...rowMessages,
  ...cellMessages,
  ...columnMessages,
};
