/** What one sheet says. Only this type holds a provisional password in clear, between its making and its page. */
export interface Sheet {
  identifier: string;
  mail: string;
  givenName: string;
  familyName: string;
  birthName: string | null;
  /** `2007-04-17`. */
  birthDate: string;
  birthPlace: string | null;
  componentCode: string;
  componentName: string;
  stages: string[];
  status: string | null;
  /** `2026-09-05`. */
  enrolledOn: string;
  /** In groups of four: `K7QX-M3VP-9RTD`. */
  provisionalPassword: string;
  issuedAt: Date;
  /** The first instant at which it no longer works. */
  expiresAt: Date;
}
