import { expect, test } from "vitest";
import { addressMeant } from "@/lib/recovery-email/meant-address";

test.each([
  ["gmial.com", "gmail.com"],
  ["gmail.fr", "gmail.com"],
  ["gmail.con", "gmail.com"],
  ["gmail.co", "gmail.com"],
  ["gmaill.com", "gmail.com"],
  ["hotmial.com", "hotmail.com"],
  ["hotmal.fr", "hotmail.fr"],
  ["yaho.fr", "yahoo.fr"],
  ["yahoo.cm", "yahoo.com"],
  ["orange.f", "orange.fr"],
  ["ornage.fr", "orange.fr"],
  ["laposte.nte", "laposte.net"],
  ["outlok.fr", "outlook.fr"],
  ["OUTLOOCK.COM", "outlook.com"],
  ["icloud.cim", "icloud.com"],
  ["wanado.fr", "wanadoo.fr"],
])("%s was probably meant to be %s", (typed, meant) => {
  expect(addressMeant(` Camille@${typed} `)).toBe(`Camille@${meant}`);
});

test.each([
  ...["gmail.com", "hotmail.com", "hotmail.fr", "hotmail.be", "hotmail.de", "hotmail.gr", "hotmail.co.uk", "live.com"],
  ...["live.fr", "outlook.com", "outlook.fr", "outlook.be", "yahoo.com", "yahoo.fr", "yahoo.de", "yahoo.gr", "msn.com"],
  ...["ymail.com", "mail.com", "email.com", "mail.ru", "gmx.com", "gmx.de", "gmx.fr", "gmx.net", "aol.com", "aol.fr"],
  ...[
    "free.fr",
    "sfr.fr",
    "neuf.fr",
    "bbox.fr",
    "numericable.fr",
    "orange.fr",
    "orange.com",
    "wanadoo.fr",
    "laposte.net",
  ],
  ...["laposte.fr", "icloud.com", "me.com", "proton.me", "protonmail.com", "pm.me", "tutanota.com", "mail.example"],
  ...["googlemail.com", "yahoo.co.uk", "yahoo.ca", "yahoo.com.br", "qq.com", "163.com", "naver.com", "univ.example"],
])("%s is left as it was typed", (domain) => {
  expect(addressMeant(`camille@${domain}`)).toBeNull();
});

test("what is no address is left to its own refusal", () => {
  for (const typed of ["", "camille", "camille@gmail", "camille martin@gmial.com", "@gmial.com"]) {
    expect(addressMeant(typed)).toBeNull();
  }
});
