import { sambaAd } from "@/tests/support/servers/samba-ad";
import { tellService } from "./service";
import { type Particulars, tellStories } from "./stories";

const particulars: Particulars = {
  tooShort: "too-short",
  holdsAdministrators: false,
  newOnesAreShut: true,
  holdsSeveralAddresses: false,
};

tellStories(sambaAd, particulars);
tellService(sambaAd, particulars);
