import { z } from 'zod'
import { form } from '../platform/http/form.ts'
import { page } from '../platform/http/page.ts'
import type { Plateforme } from '../platform/http/plateforme.ts'
import { adresseDeListe } from '../platform/interface/index.ts'
import { parPage } from '../platform/liste.ts'
import { refuseIf } from '../platform/refusal.ts'
import { changerMotDePasse, compterPourSoi, fermerSession } from './compte.commands.ts'
import { chemins } from './compte.paths.ts'
import { identifiantDe } from './compte.store.ts'
import { ChangerMotDePasse, MonCompte } from './compte.views.tsx'
import { refusDuNouveau } from './mot-de-passe.examen.ts'
import { sessionsDuCompte } from './session.store.ts'

const rien = z.object({})
const accueil = { label: 'Ma journée', href: '/' }
const moi = { label: 'Mon compte', href: chemins.compte }

export function compteRoutes(plateforme: Plateforme): void {
  page(plateforme, {
    path: chemins.compte,
    access: 'compte:soi',
    params: z.object(parPage),
    journal: 'non',
    view: async (tx, tranche, { acteur, sessionId, maintenant }) => ({
      titre: 'Mon compte',
      fil: [accueil, { label: 'Mon compte' }],
      corps: (
        <MonCompte
          nom={`${acteur.prenom} ${acteur.nom}`}
          fonction={plateforme.libelleFonction(acteur.fonction)}
          entite={acteur.entiteNom}
          sessions={await sessionsDuCompte(tx, acteur.id, tranche)}
          sessionId={sessionId}
          maintenant={maintenant.toString()}
        />
      ),
    }),
  })
  form(plateforme, {
    path: chemins.motDePasse,
    params: rien,
    command: changerMotDePasse,
    avant: async (tx, { motDePasse }, { acteur }) => {
      refuseIf(
        await refusDuNouveau(motDePasse, {
          ...acteur,
          identifiant: await identifiantDe(tx, acteur.id),
        }),
      )
      return compterPourSoi(tx, acteur)
    },
    view: async (_tx, _params, state) => ({
      titre: 'Changer de mot de passe',
      fil: [accueil, moi, { label: 'Mot de passe' }],
      corps: <ChangerMotDePasse state={state} />,
    }),
    redirectTo: () => chemins.compte,
    flash: () => 'Votre mot de passe est changé. Vos autres sessions sont fermées.',
  })
  form(plateforme, {
    path: chemins.fermerSession(':sessionId'),
    params: z.object({ sessionId: z.uuid(), ...parPage }),
    command: fermerSession,
    view: async (tx, { sessionId: _, ...tranche }, _state, { acteur, sessionId, maintenant }) => ({
      titre: 'Fermer une session',
      fil: [accueil, moi],
      corps: (
        <MonCompte
          nom={acteur.nom}
          fonction={acteur.fonction}
          entite={acteur.entiteNom}
          sessions={await sessionsDuCompte(tx, acteur.id, tranche)}
          sessionId={sessionId}
          maintenant={maintenant.toString()}
        />
      ),
    }),
    redirectTo: (_, { page: nombre, par }) =>
      adresseDeListe(chemins.compte, { par })({ page: String(nombre) }),
    flash: () => 'La session est fermée.',
  })
}
