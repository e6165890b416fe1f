import { hash } from '@node-rs/argon2'
import { type Base, transaction } from '../platform/db/connexion.ts'
import { empreinte, nouveauJeton } from '../platform/http/jeton.ts'
import { Refused } from '../platform/refusal.ts'
import { compteParIdentifiant, estDeDemonstration } from './compte.store.ts'
import { compterUnEssai } from './essai.gestes.ts'
import { insererSession } from './session.store.ts'

// OWASP's first choice for Argon2id: 19 MiB, 2 passes, 1 lane (algorithm 2 is Argon2id).
const reglages = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 }
export const hacher = (motDePasse: string): Promise<string> => hash(motDePasse, reglages)
/**
 * The same computation as that of a hash whose beginning is given, up to its salt: the base
 * compares the two.
 */
export function hacherAvec(sel: string, motDePasse: string): Promise<string> {
  const [, , , couts = '', salt = ''] = sel.split('$')
  const {
    m: memoire,
    t: passes,
    p: paralleles,
  } = Object.fromEntries(couts.split(',').map(cout => cout.split('='))) as Record<string, string>
  const comme = {
    memoryCost: Number(memoire),
    timeCost: Number(passes),
    parallelism: Number(paralleles),
    salt: Buffer.from(salt, 'base64'),
  }
  return hash(motDePasse, { ...reglages, ...comme })
}

/** For a name that nobody has: as long to compute as another. */
const LEURRE = '$argon2id$v=19$m=19456,t=2,p=1$cGVyc29ubmUgbmUgbGUgcA'
type Essai = {
  identifiant: string
  motDePasse: string
  adresse: string
  navigateur: string
  requete: string
  production: boolean
}
/**
 * The same for a name that nobody has, a wrong password and a closed account: it says to whom to
 * turn, and nothing of the account.
 */
const REFUS =
  'Identifiant ou mot de passe inconnu, ou compte fermé. Si cela continue, voyez votre DFSPIP ou l’administrateur.'
const inconnu = new Refused([{ code: 'inconnu', message: REFUS }])

/**
 * Opens a session of one hour, kept alive by use up to twelve; throws Refused in the same words and
 * time for a wrong name, a wrong password and an account that is closed, or in production of the
 * demonstration. Both ends are in the journal, a name that nobody has without the name.
 */
export async function ouvrirSession(
  base: Base,
  essai: Essai,
): Promise<{ jeton: string; compteId: string }> {
  const identifiant = essai.identifiant.trim().toLowerCase()
  const { compte, ferme } = await transaction(base, 'SELECT 1', async tx => {
    await compterUnEssai(tx, { identifiant, adresse: essai.adresse })
    const ferme = essai.production && (await estDeDemonstration(tx, identifiant))
    const resultat = { compte: await compteParIdentifiant(tx, identifiant), ferme }
    return { resultat, fin: 'SELECT 1' }
  })
  const jeton = nouveauJeton()
  const session = {
    compteId: compte?.id ?? null,
    // With another salt no password is right.
    hache: await hacherAvec(!compte || ferme ? LEURRE : compte.sel, essai.motDePasse),
    empreinte: empreinte(jeton),
    navigateur: essai.navigateur.slice(0, 200),
    requete: essai.requete,
  }
  const ouverte = await transaction(base, 'SELECT 1', async tx => ({
    resultat: await insererSession(tx, session),
    fin: 'SELECT 1',
  }))
  if (!compte || !ouverte) throw inconnu
  return { jeton, compteId: compte.id }
}
