import { openldap } from "@/tests/support/servers/openldap";
import { tellService } from "./service";
import { type Particulars, tellStories } from "./stories";

const particulars: Particulars = {
  tooShort: "too-short",
  holdsAdministrators: true,
  newOnesAreShut: false,
  holdsSeveralAddresses: true,
};

tellStories(openldap, particulars);
tellService(openldap, particulars);
