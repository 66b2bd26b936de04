// A real OpenID provider on loopback for tests: no pages, whoever comes says who they are in ?account=.
// Its configuration comes as JSON on standard input; it prints its issuer when it listens.
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import Provider from "oidc-provider";

const { client, redirect_uri } = JSON.parse(readFileSync(0, "utf8"));
const keys = await Promise.all([{ name: "ECDSA", namedCurve: "P-256", alg: "ES256" }].map(async ({ alg, ...kind }) => {
  const pair = await crypto.subtle.generateKey(kind, true, ["sign", "verify"]);
  return { ...(await crypto.subtle.exportKey("jwk", pair.privateKey)), alg, use: "sig", kid: `test-${alg}`, key_ops: undefined, ext: undefined };
}));
const server = createServer();
await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
const issuer = `http://127.0.0.1:${server.address().port}`;
const provider = new Provider(issuer, {
  clients: [{
    client_id: "bluelamp", redirect_uris: [redirect_uri], response_types: ["code"], grant_types: ["authorization_code"],
    token_endpoint_auth_method: "private_key_jwt", token_endpoint_auth_signing_alg: "ES256",
    id_token_signed_response_alg: "ES256", jwks: { keys: [client] },
  }],
  jwks: { keys },
  cookies: { keys: ["test"] },
  pkce: { required: () => true },
  extraParams: ["vtr"],
  claims: { openid: ["sub", "vot"] },
  conformIdTokenClaims: false,
  findAccount: (_ctx, id) => ({ accountId: id, claims: () => ({ sub: id, vot: "Cl.Cm" }) }),
  features: { devInteractions: { enabled: false } },
  interactions: { url: (_ctx, { uid }) => `/interaction/${uid}` },
});
provider.on("server_error", (_ctx, error) => console.error(error));
const answer = provider.callback();
server.on("request", async (request, response) => {
  const url = new URL(request.url, issuer);
  if (!url.pathname.startsWith("/interaction/")) return answer(request, response);
  const { prompt, params, session, grantId } = await provider.interactionDetails(request, response);
  if (prompt.name === "login") {
    const accountId = url.searchParams.get("account");
    const result = accountId ? { login: { accountId } } : { error: "access_denied" };
    return provider.interactionFinished(request, response, result);
  }
  const grant = grantId ? await provider.Grant.find(grantId) : new provider.Grant({ accountId: session.accountId, clientId: params.client_id });
  grant.addOIDCScope("openid");
  return provider.interactionFinished(request, response, { consent: { grantId: await grant.save() } });
});
console.log(issuer);
