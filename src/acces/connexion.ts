import { createHash } from 'node:crypto'
import { hash, verify } from '@node-rs/argon2'
import { type Base, transaction } from '../platform/db/connexion.ts'
import { empreinte, nouveauJeton } from '../platform/http/jeton.ts'
import { Refused, refuseIf } from '../platform/refusal.ts'
import { FENETRE_MINUTES, refusDEssayer } from './mot-de-passe.rules.ts'
import { compteParIdentifiant, echecsRecents, insererSession, noterEchec, oublierEchecs } from './session.store.ts'

// OWASP's first choice for Argon2id: 19 MiB, 2 passes, 1 lane (algorithm 2 is Argon2id).
const reglages = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 }
export const hacher = (motDePasse: string): Promise<string> => hash(motDePasse, reglages)
export const motDePasseJuste = (hache: string, motDePasse: string): Promise<boolean> => verify(hache, motDePasse)

let leurre: Promise<string> | undefined
const cle = (genre: string, valeur: string) => createHash('sha256').update(`${genre}:${valeur}`).digest()
type Essai = { identifiant: string; motDePasse: string; adresse: string; navigateur: string }
const inconnu = new Refused([{ code: 'inconnu', message: 'Identifiant ou mot de passe inconnu.' }])

/** Opens a session of one hour, kept alive by use up to twelve; throws Refused in the same words and time for a wrong name and a wrong password. */
export async function ouvrirSession(base: Base, essai: Essai): Promise<{ jeton: string; compteId: string }> {
  const identifiant = essai.identifiant.trim().toLowerCase()
  const cles = [cle('compte', identifiant), cle('adresse', essai.adresse)]
  const compte = await transaction(base, 'SELECT 1', async tx => {
    const echecs = await echecsRecents(tx, cles, FENETRE_MINUTES)
    refuseIf(refusDEssayer(echecs))
    return { resultat: await compteParIdentifiant(tx, identifiant), fin: 'SELECT 1' }
  })
  leurre ??= hacher('personne ne porte ce mot de passe')
  const juste = await motDePasseJuste(compte?.motDePasse ?? (await leurre), essai.motDePasse)
  if (!compte || !juste || compte.ferme) {
    await transaction(base, 'SELECT 1', async tx => ({ resultat: await noterEchec(tx, cles), fin: 'SELECT 1' }))
    throw inconnu
  }
  const jeton = nouveauJeton()
  const session = {
    compteId: compte.id,
    empreinte: empreinte(jeton),
    navigateur: essai.navigateur.slice(0, 200),
  }
  await transaction(base, 'SELECT 1', async tx => {
    await oublierEchecs(tx, cles.slice(0, 1))
    return { resultat: await insererSession(tx, session), fin: 'SELECT 1' }
  })
  return { jeton, compteId: compte.id }
}
