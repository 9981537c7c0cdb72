/** Thrown to code that was still starting something when the stop was requested. */
export class Stopped extends Error {}

/** The steps that stop what was started, run in reverse order, once each, even when others fail. */
export class Stopping {
  readonly #steps: (() => unknown)[] = [];
  readonly #asked = new AbortController();
  #starting: Promise<unknown> = Promise.resolve();
  #stopped: Promise<void> | null = null;

  /** Aborted as soon as the stop is requested. */
  get asked(): AbortSignal {
    return this.#asked.signal;
  }

  /** Adds a step that stops what was just started. Throws `Stopped` when the stop was requested meanwhile. */
  add(step: () => unknown): void {
    this.#steps.push(step);
    if (this.asked.aborted) throw new Stopped();
  }

  /** Runs `start`. The stop waits until it is over, so that nothing is left half started. */
  during<T>(start: () => Promise<T>): Promise<T> {
    const starting = start();
    this.#starting = starting.catch(() => {});
    return starting;
  }

  run(): Promise<void> {
    this.#stopped ??= this.#runAll();
    return this.#stopped;
  }

  async #runAll(): Promise<void> {
    this.#asked.abort();
    await this.#starting;
    for (const step of this.#steps.reverse()) {
      try {
        await step();
      } catch (error) {
        console.error("while stopping:", error);
      }
    }
  }
}
