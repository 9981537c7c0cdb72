import { problem } from "@/app/api/problem";

const nothingHere = () => problem("introuvable", 404);

export {
  nothingHere as DELETE,
  nothingHere as GET,
  nothingHere as OPTIONS,
  nothingHere as PATCH,
  nothingHere as POST,
  nothingHere as PUT,
};
