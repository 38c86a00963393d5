/**
 * Words of git, of its transports and of GitHub's answers to a push (LC_ALL=C), lower case. A word of theirs that is missing
 * here costs the log a word; a name of somebody's that stands here says nothing about them.
 */
const known = new Set(
  (
    'a about abort aborted aborting access accept add added after again ahead all allow allowed already ambiguous an and ' +
    'another any api.github.com applied apply are argument arguments as ask askpass at attempted auth authenticate ' +
    'authentication authenticity author available aws back bad bare base be because been before behind being blob block ' +
    'blocked both branch branches broken but by bytes can cannot cannot certificate change changed changes changing check ' +
    'checked checking checkout cherry-pick child choose clean client clone closed cloning code commit commits committed ' +
    'committer complete compression config configured configuration conflict conflicts connect connected connecting ' +
    'connection content contents contain contains corrupt could create created creating credential credentials ' +
    'current currently curl cut cycle data declined deep default delete deleted deleting delta denied deny depth detached ' +
    'details device diff differ different directories directory disallowed disk disconnect displayed divergent diverged do ' +
    'does doing done down drop due duplicate during each early email empty enabled end enough entries entry eof error errors ' +
    'establish everything exceeded exceeds exclude exist existing exists exit expected expired failed failure fast-forward ' +
    'fast-forwards fatal fetch fetched fetching file files filter find first fix for force forced forbidden format found fork ' +
    'from fully further generic get git github github.com given gpg graph group hash have having head header help hidden hint ' +
    'hints history hook hooks host how http https hung if ignored ignoring in include incoming incorrect index indexed info ' +
    'initial initialize inline input inside instead integrate internal interrupted into invalid io is it its keep kex key keys ' +
    'kill killed known large larger lfs libcurl limit limited line lines link list listing load local locally lock locked log ' +
    'long longer lookup lost made main make many match matched matching maximum may memory merge merged merging message method ' +
    'might missing mode modified more most move moved must name named names need needed needs negotiate network never new newer ' +
    'newline next no non-fast-forward non-zero none not nothing now null object objects of off offset old older on once one only ' +
    'open opened operation option options or origin other our out outdated output outside over overwritten own pack packed ' +
    'packet packfile pack-objects parent parse part partial passphrase password patch path paths pathspec peer per permanently ' +
    'permission permissions permitted pick pipe please pointer port possible prevent pre-receive private process processing ' +
    'progress prompt prompts protect protected protocol provide proxy prune public publickey publish pull push pushed pushing ' +
    'quota reached read reading reason rebase receive received receiving recent reconcile recursive recv redirect reference ' +
    'references refs refspec refspecs refuse refused refusing reject rejected remote remotes remove removed removing rename ' +
    'renamed repositories repository request requested require required requires reset resolve resolved resolving restore result ' +
    'results retry return returned review reviews revision revert revoked rev-list right rights rpc rule rules run running safe ' +
    'same scope scopes section see select send sending sent server service set sha1 sha256 shallow short should show side sideband ' +
    'sign-in signal signature signed signing since single size skipping small some source space specify specified specific ssh ' +
    'ssl staged start started starting stash state status stderr still stop stopped store stored subdirectory submodule success ' +
    'such support supported sure switch switching symbolic symlink system tag tags take target temporary terminal terminated than ' +
    'that the their them then there these they this those through time timed timeout tip tips tls to token too top total track ' +
    'tracked tracking transfer transport tree trees tried trust try trying two type unable unborn unexpected unfinished unknown ' +
    'unlink unmerged unpack unpacked unpacker unpacking unrelated unresolved unrecognized unsupported until untracked up update ' +
    'updated updates updating upload-pack upload upstream uptodate up-to-date usage use used user username using valid value verbose ' +
    'verification verified verify version via violation violations wait waiting want wanted warning was way were what when where ' +
    'which while whitespace will with within without work working workflow workflows worktree would write writing written wrong yes ' +
    'yet you your zero verified-signature secret secrets scanning push-protection detected merge-queue account disabled suspended ' +
    'archived read-only billing organization saml sso enterprise policy enforce enforced enforcement linear status-checks pending ' +
    'locations unblock follow documentation learn contact administrator maintenance temporarily unavailable moment later busy'
  ).split(' '),
);

/**
 * What git said, for the log: its own words and GitHub's, codes and line ends stay; every other word, and with it each name of
 * a file, branch, person or repository, is `…`. Nothing is known of what a private fork's names look like, so what may stay
 * is listed, and not what must go.
 */
export function gitWords(said: string): string {
  return said
    .split('\n')
    .map(line =>
      line
        .trim()
        .split(/\s+/)
        .map(word)
        .join(' ')
        .replace(/…(?: …)+/g, '…'),
    )
    .filter(line => line !== '')
    .join('\n');
}

/** A word with the marks around it, or `…`. */
function word(text: string): string {
  const [, before, core, after] = /^(["'`([<!*+-]{0,4})(.*?)(["'`)\]>.,:;!?]{0,6})$/su.exec(text)!;
  return core === '' || isKnown(core!.replace(/'(?:s|t|re)$/, '')) ? `${before}${core}${after}` : '…';
}

function isKnown(core: string): boolean {
  // An HTTP status, GitHub's code of a refusal, a mark between two names.
  return known.has(core.toLowerCase()) || /^(?:[1-5]\d\d|GH\d{3}|->|=>|\/|\|)$/.test(core);
}
