/** What the list of statements is narrowed by, as it stands in the address. */
export interface StatementSearch {
  text?: string;
  status?: string;
}

/** Reads the address; what is not known is left out. */
export function statementSearch({ text, status }: Record<string, unknown>): StatementSearch {
  return {
    ...(typeof text === 'string' && text ? { text } : {}),
    ...(typeof status === 'string' && status ? { status } : {}),
  };
}
