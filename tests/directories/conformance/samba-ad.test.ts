import { sambaAd } from "@/tests/support/servers/samba-ad";
import { tellStories } from "./stories";

tellStories(sambaAd, { tooShort: "too-short", holdsAdministrators: false });
