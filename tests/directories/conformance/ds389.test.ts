import { ds389 } from "@/tests/support/servers/ds389";
import { tellService } from "./service";
import { type Particulars, tellStories } from "./stories";

const particulars: Particulars = {
  tooShort: "quality",
  holdsAdministrators: true,
  newOnesAreShut: false,
  holdsSeveralAddresses: true,
};

tellStories(ds389, particulars);
tellService(ds389, particulars);
