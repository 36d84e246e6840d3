/**
 * Many who ask at once are answered by one question: while a round is on its way, whoever comes waits for the next one,
 * which begins after all of them had come. So an answer is never older than its asking, and under load the questions grow
 * longer and not more.
 */
export class Rounds<V> {
  private running: Promise<unknown> = Promise.resolve();
  private next: { keys: Set<string>; answers: Promise<ReadonlyMap<string, V>> } | undefined;

  /** @param ask answers all keys of a round; what it does not answer is `undefined`. */
  constructor(private readonly ask: (keys: readonly string[]) => Promise<ReadonlyMap<string, V>>) {}

  /** @throws what the round's question throws, for all who asked in it. */
  async of(key: string): Promise<V | undefined> {
    this.next ??= this.begin();
    this.next.keys.add(key);
    return (await this.next.answers).get(key);
  }

  private begin() {
    const keys = new Set<string>();
    const answers = this.running
      .catch(() => undefined)
      .then(() => {
        this.next = undefined;
        const asked = this.ask([...keys]);
        this.running = asked;
        return asked;
      });
    return { keys, answers };
  }
}
