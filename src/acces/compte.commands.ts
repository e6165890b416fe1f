import { type Acteur, command } from '../platform/command.ts'
import type { Tx } from '../platform/db/index.ts'
import { trouver } from '../platform/introuvable.ts'
import { type Refusal, Refused, refuseIf } from '../platform/refusal.ts'
import { changerMotDePasseForm, fermerSessionForm } from './compte.forms.ts'
import {
  changerMotDePasse as ecrire,
  identifiantDe,
  monSel,
  motDePasseJuste,
} from './compte.store.ts'
import { compterUnEssai } from './essai.gestes.ts'
import { refusDuNouveau } from './mot-de-passe.examen.ts'
import { hacher, hacherAvec } from './mot-de-passe.gestes.ts'
import { refusDuMeme } from './mot-de-passe.rules.ts'
import { fermerSession as fermer, fermerLesAutres } from './session.store.ts'

export const changerMotDePasse = command({
  name: 'acces.changer-mot-de-passe',
  permission: 'compte:soi',
  aQui: 'soi',
  input: changerMotDePasseForm,
  async run(tx, { ancien, motDePasse }, { acteur, sessionId }) {
    const identifiant = await identifiantDe(tx, acteur.id)
    refuseIf(await refusDuNouveau(motDePasse, { ...acteur, identifiant }))
    const actuel = await exigerMotDePasse(tx, ancien, {
      champ: 'ancien',
      message: 'Ce n’est pas votre mot de passe actuel.',
    })
    refuseIf(refusDuMeme(motDePasse, ancien))
    await ecrire(tx, actuel, await hacher(motDePasse))
    await fermerLesAutres(tx, acteur.id, sessionId)
    return { compteId: acteur.id }
  },
  journal: (_input, { compteId }) => ({ cible: compteId }),
})

/** The hash of the password of who is signed in, when it is the one that they type. */
async function exigerMotDePasse(
  tx: Tx,
  motDePasse: string,
  refus: { champ: string; message: string },
): Promise<string> {
  const hache = await hacherAvec(await monSel(tx), motDePasse)
  if (await motDePasseJuste(tx, hache)) return hache
  throw new Refused([{ code: 'mot_de_passe_faux', ...refus }])
}

/**
 * Whoever does what takes a whole service out types their password again: a page left open is not
 * enough. `compterPourSoi` comes before.
 */
export async function confirmerMotDePasse(tx: Tx, motDePasse: string): Promise<void> {
  await exigerMotDePasse(tx, motDePasse, {
    champ: 'motDePasse',
    message: 'Ce n’est pas votre mot de passe.',
  })
}

/**
 * One try of a password by who is signed in, counted with those of sign-in: to be called apart, so
 * that a refusal does not undo the count.
 */
export async function compterPourSoi(tx: Tx, { id }: Acteur): Promise<readonly Refusal[]> {
  await compterUnEssai(tx, { identifiant: await identifiantDe(tx, id), adresse: null })
  return []
}

export const fermerSession = command({
  name: 'acces.fermer-session',
  permission: 'compte:soi',
  aQui: 'soi',
  input: fermerSessionForm,
  async run(tx, { sessionId }, { acteur, maintenant }) {
    return trouver(await fermer(tx, acteur.id, sessionId, maintenant.toString()))
  },
  journal: ({ sessionId }) => ({ cible: sessionId }),
})
