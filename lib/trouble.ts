/**
 * Returns a function that logs why `what` is not done, once for each reason rather than each time, and, when it is given
 * null, that it is done again.
 */
export function tellingTrouble(what: string): (why: string | null) => void {
  let told: string | null = null;
  return (why) => {
    if (why !== told) console.warn(why ? `${what}: not done (${why})` : `${what}: done again`);
    told = why;
  };
}
