import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerOptions } from "node:http";
import { answerUnread } from "./answer-unread";
import { Reply } from "./reply";

/** Milliseconds. A client that sends its bytes one by one occupies a connection, never a worker. */
const patience: ServerOptions = {
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  keepAliveTimeout: 65_000,
  connectionsCheckingInterval: 5_000,
};

/** Returns the server of a front: every request, even one that Node cannot read, gets an answer of ours. */
export function serverOf(front: RequestListener<typeof IncomingMessage, typeof Reply>, limits = patience): Server {
  // Node would answer 400 without a body to a request without `Host`; the front answers instead.
  const server = createServer({ ServerResponse: Reply, requireHostHeader: false, ...limits }, front);
  server.on("clientError", answerUnread);
  // Node would answer 417 without a body; the front answers instead.
  server.on("checkExpectation", front);
  // A client that neither sends nor reads any more loses its socket.
  server.timeout = 120_000;
  return server;
}
