import "server-only";
// The fences must be loaded before ldapjs: import it only from here. See docs/decisions/0002-ldapjs-fenced.md.
import "./fences/results";
import "./fences/names";
import "./fences/referrals";

import controls from "@ldapjs/controls";
import ldapjs from "ldapjs";

export const { Control, PasswordPolicyControl } = controls;
export { ldapjs };
