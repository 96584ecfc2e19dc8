// A department's system that lets people in by OneWindow's sign-in: authorisation code with PKCE, nothing but Node itself.
//   ISSUER=https://portal.example.gov.cn CLIENT_ID=housing-registry CLIENT_SECRET=… PUBLIC=https://housing.example.gov.cn PORT=8090 node department-client.mjs
// What it checks is what every client must check. In earnest: sessions that survive a restart, https in front, a cookie with Secure.
import { createServer } from 'node:http';
import { createHash, createPublicKey, randomBytes, verify } from 'node:crypto';

const { ISSUER, CLIENT_ID, CLIENT_SECRET, PORT = '0' } = process.env;
const random = () => randomBytes(32).toString('base64url');
const begun = new Map();     // state → what this browser set out with
const sessions = new Map();  // cookie → who it is

async function json(address, options) {
  const answer = await fetch(address, { redirect: 'error', signal: AbortSignal.timeout(10_000), ...options });
  if (!answer.ok) throw new Error(`${address} answered ${answer.status}`);
  return answer.json();
}

// What the issuer publishes about itself; another's is not believed.
async function discover() {
  const told = await json(`${ISSUER}/.well-known/openid-configuration`);
  if (told.issuer !== ISSUER) throw new Error(`the issuer calls itself ${told.issuer}`);
  return told;
}

// The claims of a token that holds, or an error that says why it does not.
async function check(token, nonce, provider) {
  const [head, body, signature] = token.split('.');
  const header = JSON.parse(Buffer.from(head, 'base64url')), claims = JSON.parse(Buffer.from(body, 'base64url'));
  if (header.alg !== 'RS256') throw new Error(`signed with ${header.alg}`);
  if (claims.iss !== ISSUER) throw new Error(`a token of another issuer: ${claims.iss}`);
  const key = (await json(provider.jwks_uri)).keys.find(k => k.kid === header.kid);
  if (!key || !verify('RSA-SHA256', Buffer.from(`${head}.${body}`), createPublicKey({ key, format: 'jwk' }), Buffer.from(signature, 'base64url'))) throw new Error('the signature does not hold');
  if (claims.aud !== CLIENT_ID) throw new Error('a token for somebody else');
  if (claims.nonce !== nonce) throw new Error('not the answer to this question');
  if (!(claims.exp > Date.now() / 1000 - 60)) throw new Error('the token is over');
  return claims;
}

async function begin(response) {
  const provider = await discover(), [state, nonce, verifier] = [random(), random(), random()];
  begun.set(state, { nonce, verifier, until: Date.now() + 900_000 });
  for (const [old, { until }] of begun) if (until < Date.now()) begun.delete(old);
  const query = new URLSearchParams({
    response_type: 'code', client_id: CLIENT_ID, redirect_uri: back(), scope: 'openid profile', state, nonce,
    code_challenge: createHash('sha256').update(verifier).digest('base64url'), code_challenge_method: 'S256',
  });
  response.writeHead(302, { Location: `${provider.authorization_endpoint}?${query}`, 'Set-Cookie': `began=${state}; HttpOnly; SameSite=Lax; Path=/` }).end();
}

async function finish(request, response, query) {
  const state = query.get('state'), mine = begun.get(state);
  begun.delete(state);
  if (!mine || cookie(request, 'began') !== state) throw new Error('this browser did not set out from here');
  if (query.get('iss') !== ISSUER) throw new Error('an answer of another issuer');
  if (query.get('error')) throw new Error(query.get('error'));
  const provider = await discover();
  const tokens = await json(provider.token_endpoint, {
    method: 'POST',
    headers: { Authorization: 'Basic ' + Buffer.from(`${CLIENT_ID}:${CLIENT_SECRET}`).toString('base64') },
    body: new URLSearchParams({ grant_type: 'authorization_code', code: query.get('code'), redirect_uri: back(), code_verifier: mine.verifier }),
  });
  const claims = await check(tokens.id_token, mine.nonce, provider);
  const profile = await json(provider.userinfo_endpoint, { headers: { Authorization: `Bearer ${tokens.access_token}` } });
  if (profile.sub !== claims.sub) throw new Error('the profile is about somebody else');
  const session = random();
  sessions.set(session, profile);
  response.writeHead(302, { Location: '/', 'Set-Cookie': `session=${session}; HttpOnly; SameSite=Lax; Path=/` }).end();
}

const base = () => process.env.PUBLIC ?? `http://127.0.0.1:${server.address().port}`;
const back = () => `${base()}/back`;
const cookie = (request, name) => (request.headers.cookie ?? '').split('; ').find(c => c.startsWith(`${name}=`))?.slice(name.length + 1);
const page = (response, status, words) => response.writeHead(status, { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store' })
  .end(`<!doctype html><html lang="zh-CN"><title>不动产登记系统</title><main>${words}</main></html>`);
const plain = text => String(text).replace(/[&<>"']/g, c => `&#${c.charCodeAt(0)};`);

const server = createServer(async (request, response) => {
  const at = new URL(request.url, 'http://local');
  try {
    if (at.pathname === '/back') return await finish(request, response, at.searchParams);
    const who = sessions.get(cookie(request, 'session'));
    if (who) return page(response, 200, `<h1>不动产登记系统</h1><p>您好，${plain(who.name)}（${plain(who.kind)}，实名等级 ${plain(who.level)}）。</p>`);
    return await begin(response);
  } catch (error) {
    console.error(error.message);
    return page(response, 502, `<h1>没有登录成功</h1><p>${plain(error.message)}</p><p><a href="/">再试一次</a></p>`);
  }
}).listen(Number(PORT), '127.0.0.1', () => console.log(`ready ${base()}`));
