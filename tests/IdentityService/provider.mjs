// 身份认证服务: a certified provider (npm oidc-provider) with invented people, for the tests. `node provider.mjs` prints "ready http://127.0.0.1:PORT".
// Whoever is named in the list signs in under that name with any password, in the provider's own pages.
import { createServer } from 'node:http';
import { Provider } from 'oidc-provider';

const people = {
  'yu-qinglan': { name: '于清岚', kind: '1', paper: '111', number: '370299199004121019', phone: '+86 15550001234', level: 'L3' },
  'unchecked': { name: '未核验', kind: '1', paper: '111', number: '370299198501012011', level: 'L1' },
  'other-name': { name: '于青兰', kind: '1', paper: '111', number: '370299199004121019', level: 'L2' },
  'company': { name: '示范市清岚茶业有限公司', kind: '2', paper: '1', number: '91370299XNQ00077AM', level: 'L3', legal: '于清岚' },
  'society': { name: '示范市清岚读书会', kind: '3', paper: '1', number: '52370299XNQ00088BG', level: 'L2', legal: '于清岚' },
};
const port = Number(process.argv[2] ?? 0);
const server = createServer();
server.listen(port, '127.0.0.1', () => {
  const issuer = `http://127.0.0.1:${server.address().port}`;
  const claims = ['name', 'kind', 'paper', 'number', 'phone', 'level', 'legal'];
  const provider = new Provider(issuer, {
    clients: [{
      client_id: 'onewindow', client_secret: process.env.CLIENT_SECRET ?? 'only-for-tests', redirect_uris: ['http://127.0.0.1/sign-in/back/city'],
      post_logout_redirect_uris: ['http://127.0.0.1/'], grant_types: ['authorization_code'], response_types: ['code'],
    }],
    pkce: { required: () => true, methods: ['S256'] },
    claims: { openid: ['sub'], profile: claims },
    cookies: { keys: ['only-for-tests'] },
    findAccount: (_, sub) => people[sub] && { accountId: sub, claims: () => ({ sub, ...people[sub] }) },
  });
  // The house's port is not known before it starts: any port of this machine will do, as RFC 8252 has it for programs on it.
  const ours = path => address => { const at = new URL(address); return at.hostname === '127.0.0.1' && at.pathname === path; };
  provider.Client.prototype.redirectUriAllowed = ours('/sign-in/back/city');
  provider.Client.prototype.postLogoutRedirectUriAllowed = ours('/');
  server.on('request', provider.callback());
  console.log(`ready ${issuer}`);
});
process.stdin.on('end', () => process.exit(0)).resume();
