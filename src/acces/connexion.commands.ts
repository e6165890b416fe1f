import { type Base, enTransaction } from '../platform/db/connexion.ts'
import { empreinte, nouveauJeton } from '../platform/http/jeton.ts'
import { Refused } from '../platform/refusal.ts'
import { compteParIdentifiant, estDeDemonstration } from './compte.store.ts'
import { compterUnEssai } from './essai.gestes.ts'
import { hacherAvec } from './mot-de-passe.gestes.ts'
import { insererSession } from './session.store.ts'

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
  const { compte, ferme } = await enTransaction(base, async tx => {
    await compterUnEssai(tx, { identifiant, adresse: essai.adresse })
    const ferme = essai.production && (await estDeDemonstration(tx, identifiant))
    const resultat = { compte: await compteParIdentifiant(tx, identifiant), ferme }
    return resultat
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
  const ouverte = await enTransaction(base, tx => insererSession(tx, session))
  if (!compte || !ouverte) throw inconnu
  return { jeton, compteId: compte.id }
}
