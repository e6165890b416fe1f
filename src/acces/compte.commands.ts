import { command } from '../platform/command.ts'
import { trouver } from '../platform/http/plateforme.ts'
import { Refused, refuseIf } from '../platform/refusal.ts'
import { changerMotDePasseForm, fermerSessionForm } from './compte.forms.ts'
import { hacher, hacherAvec } from './connexion.ts'
import { refusDuMotDePasse } from './mot-de-passe.rules.ts'
import { changerMotDePasse as ecrire, fermerSession as fermer, motDePasseJuste, selDe } from './session.store.ts'

export const changerMotDePasse = command({
  name: 'acces.changer-mot-de-passe',
  permission: 'compte:soi',
  input: changerMotDePasseForm,
  async run(tx, { ancien, motDePasse }, { acteur }) {
    const actuel = await hacherAvec(await selDe(tx, acteur.id), ancien)
    if (!(await motDePasseJuste(tx, acteur.id, actuel)))
      throw new Refused([{ code: 'ancien_faux', champ: 'ancien', message: 'Ce n’est pas votre mot de passe actuel.' }])
    refuseIf(refusDuMotDePasse(motDePasse, acteur.nom))
    await ecrire(tx, actuel, await hacher(motDePasse))
    return { compteId: acteur.id }
  },
  journal: (_input, { compteId }) => ({ cible: compteId }),
})

export const fermerSession = command({
  name: 'acces.fermer-session',
  permission: 'compte:soi',
  input: fermerSessionForm,
  async run(tx, { sessionId }, { acteur, maintenant }) {
    return trouver(await fermer(tx, acteur.id, sessionId, maintenant.toString()))
  },
  journal: ({ sessionId }) => ({ cible: sessionId }),
})
