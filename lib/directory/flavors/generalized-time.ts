/**
 * Reads a generalized time (RFC 4517, section 3.3.13) as servers write it: `20261122013000Z`, with or without seconds
 * and fractions. Null for anything else.
 */
export function readGeneralizedTime(value: string | undefined): Date | null {
  const [, year, month, day, hour, minute, second = "00"] =
    /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)?(?:[.,]\d+)?Z$/.exec(value ?? "") ?? [];
  if (!year) return null;
  const time = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return Number.isNaN(time.getTime()) ? null : time;
}
