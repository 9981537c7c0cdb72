import { checkNewPassword } from "@/lib/password-policy/check";
import { passwordReset } from "@/lib/mail/templates/password-reset";
import { dayOf } from "@/lib/calendar";
import { institutionSchema } from "@/lib/institution";
import demo from "@/embedded/demo-university.json" with { type: "json" };
import { freshPassword } from "./fresh-password";
import { encode, decode } from "next-auth/jwt";
const institution = institutionSchema.parse(demo);
const person = { givenName: "Banc", familyName: "Essai 12", identifier: "banc.12@etu.univ.example", cardNumbers: ["E2900012"], birthDate: "2006-01-01" };
async function time(name: string, f: () => unknown, n = 300) { for (let i = 0; i < n; i++) await f(); const c = process.cpuUsage(); for (let i = 0; i < n; i++) await f(); const d = process.cpuUsage(c); console.log(name, ((d.user + d.system) / 1000 / n).toFixed(3), "ms cpu"); }
const t = await encode({ token: { session: "x".repeat(43) }, secret: "s".repeat(32) });
await time("check", () => { const p = freshPassword(); return checkNewPassword({ newPassword: p, newPasswordConfirmation: p }, person, institution.passwordRules); });
await time("mail", () => passwordReset({ givenName: "Banc", staffName: "Lucas", at: new Date(), place: "filaire" }, "fr", institution, "https://x"));
await time("dayOf", () => dayOf(new Date(), "Europe/Paris"));
await time("jwt decode", () => decode({ token: t, secret: "s".repeat(32) }));
