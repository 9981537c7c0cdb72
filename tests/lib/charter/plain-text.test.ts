import { expect, test } from "vitest";
import { plainText } from "@/lib/charter/plain-text";

test("what changed is read without the marks of Markdown", () => {
  const markdown =
    "# Charte\n\n> ## L’essentiel\n>\n> - Votre **mot de passe** est à vous.\n\n\nVoyez [l’aide](/aide) - _vite_, snake_case_name.\n";
  expect(plainText(markdown)).toBe(
    "Charte\n\nL’essentiel\n\n• Votre mot de passe est à vous.\n\nVoyez l’aide (/aide) - vite, snake_case_name.",
  );
});
