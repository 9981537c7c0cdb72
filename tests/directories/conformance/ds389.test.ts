import { ds389 } from "@/tests/support/servers/ds389";
import { tellStories } from "./stories";

tellStories(ds389, { tooShort: "quality", holdsAdministrators: true });
