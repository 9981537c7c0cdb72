import "server-only";
// The fences stand before ldapjs is: this is the one place where it may be imported from. See docs/decisions/0002-ldapjs-fenced.md.
import "./fences/results";
import "./fences/names";
import "./fences/referrals";

import controls from "@ldapjs/controls";
import ldapjs from "ldapjs";

export const { Control, PasswordPolicyControl } = controls;
export { ldapjs };
