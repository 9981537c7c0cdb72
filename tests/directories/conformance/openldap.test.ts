import { openldap } from "@/tests/support/servers/openldap";
import { tellStories } from "./stories";

tellStories(openldap, { tooShort: "too-short", holdsAdministrators: true });
