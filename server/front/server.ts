import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerOptions } from "node:http";
import { answerUnread } from "./answer-unread";
import { Reply } from "./reply";

/** Milliseconds. A client that sends its bytes one by one keeps a connection, never a worker. */
const patience: ServerOptions = {
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  keepAliveTimeout: 65_000,
  connectionsCheckingInterval: 5_000,
};

/** The server of a front: whatever comes in, a request that Node cannot read included, has an answer that we wrote. */
export function serverOf(front: RequestListener<typeof IncomingMessage, typeof Reply>, limits = patience): Server {
  // Node would answer 400 without a word to a request without `Host`; the front says it.
  const server = createServer({ ServerResponse: Reply, requireHostHeader: false, ...limits }, front);
  server.on("clientError", answerUnread);
  // Node would answer 417 without a word; the front says it.
  server.on("checkExpectation", front);
  // One that neither sends nor reads any more lets go of its socket.
  server.timeout = 120_000;
  return server;
}
