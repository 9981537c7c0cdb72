/** Thrown to whoever was still starting something when it was asked to stop. */
export class Stopped extends Error {}

/** What was started, to be stopped in the opposite order, each once, whatever the others do. */
export class Stopping {
  readonly #steps: (() => unknown)[] = [];
  readonly #asked = new AbortController();
  #starting: Promise<unknown> = Promise.resolve();
  #stopped: Promise<void> | null = null;

  /** Aborted as soon as it is asked to stop. */
  get asked(): AbortSignal {
    return this.#asked.signal;
  }

  /** How to stop what was just started. Throws `Stopped` when that was asked for meanwhile: nothing more is then to be started. */
  add(step: () => unknown): void {
    this.#steps.push(step);
    if (this.asked.aborted) throw new Stopped();
  }

  /** Starts things, one after the other. What stops them waits until this is over: nothing is left behind half started. */
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
