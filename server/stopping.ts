/** What was started, to be stopped in the opposite order, each once, whatever the others do. */
export class Stopping {
  readonly #steps: (() => unknown)[] = [];
  #stopped: Promise<void> | null = null;

  add(step: () => unknown): void {
    this.#steps.push(step);
  }

  run(): Promise<void> {
    this.#stopped ??= this.#runAll();
    return this.#stopped;
  }

  async #runAll(): Promise<void> {
    for (const step of this.#steps.reverse()) {
      try {
        await step();
      } catch (error) {
        console.error("while stopping:", error);
      }
    }
  }
}
