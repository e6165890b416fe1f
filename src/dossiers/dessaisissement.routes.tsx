import { z } from 'zod'
import type { Context } from '../platform/command.ts'
import { afficherJourCourt, ajouterMois, debutDuJour, estJour } from '../platform/date.ts'
import type { Tx } from '../platform/db/index.ts'
import { form } from '../platform/http/form.ts'
import { page } from '../platform/http/page.ts'
import type { Plateforme } from '../platform/http/plateforme.ts'
import { type FormState, valeur } from '../platform/interface/index.ts'
import { trouver } from '../platform/introuvable.ts'
import { parPage } from '../platform/liste.ts'
import { choixServices } from './choix.ecran.ts'
import { Demander } from './demander.views.tsx'
import {
  annulerDemande,
  declinerDemande,
  demanderDessaisissement,
} from './dessaisissement.commands.ts'
import { accueil, fil, MOTIF, parDemande, uneDemande } from './dessaisissement.ecran.ts'
import { chemins } from './dessaisissement.paths.ts'
import { refusDeDecliner, refusDeRetirer } from './dessaisissement.rules.ts'
import * as store from './dessaisissement.store.ts'
import { AbandonnerDemande, DeclinerDemande, Dessaisissements } from './dessaisissement.views.tsx'
import { refusDePlafond } from './rapprochement.rules.ts'
import { homonymes } from './rapprochement.store.ts'
import { silenceRoutes } from './silence.routes.tsx'
import { transfertDeMonService, transfertsDeMonService } from './transfert.store.ts'
import { UnTransfert } from './transfert.views.tsx'

/** Answered requests are shown for a year: enough to know what became of them. */
const HISTORIQUE_MOIS = 12

export function dessaisissementRoutes(plateforme: Plateforme): void {
  page(plateforme, {
    path: chemins.liste,
    access: 'dessaisissement:demander',
    params: z.object(parPage),
    view: async (tx, tranche, { acteur, aujourdhui, montrer }) => {
      const depuisLe = ajouterMois(aujourdhui, -HISTORIQUE_MOIS)
      const demandes = await store.demandesDeMonService(tx)
      montrer(
        demandes.flatMap(demande =>
          demande.visible || demande.etat !== 'propose' ? [] : [demande.personneId],
        ),
        MOTIF,
      )
      const corps = (
        <Dessaisissements
          demandes={demandes}
          transferts={await transfertsDeMonService(tx, debutDuJour(depuisLe, acteur.fuseau))}
          aRepondre={acteur.serviceId ? await store.aRepondre(tx, acteur.serviceId) : null}
          le={aujourdhui}
          peut={gestes({ acteur })}
          depuis={afficherJourCourt(depuisLe)}
          tranche={tranche}
        />
      )
      return { titre: 'Dessaisissements', fil: [accueil, { label: 'Dessaisissements' }], corps }
    },
  })
  page(plateforme, {
    path: chemins.transfert(':personneId', ':demandeId'),
    access: 'dessaisissement:demander',
    params: parDemande,
    view: async (tx, { personneId, demandeId }, context) => {
      const transfert = trouver(await transfertDeMonService(tx, personneId, demandeId))
      context.montrer([personneId], 'suite d’un transfert')
      return {
        titre: 'Transfert',
        fil: fil('Transfert'),
        corps: <UnTransfert transfert={transfert} peut={gestes(context)} />,
      }
    },
  })
  form(plateforme, {
    path: chemins.demander,
    params: z.object({}),
    command: demanderDessaisissement,
    geste: async (_tx, _params, valeurs) => valeurs,
    view: async (tx, _params, state, context) => {
      const { acteur } = context
      const lues = await chercher(tx, state, context)
      const refusals = [
        ...state.refusals,
        ...refusDePlafond(lues?.plafond ?? null, acteur.juridictionId !== null),
      ]
      const corps = (
        <Demander
          state={{ ...state, refusals }}
          trouvees={lues && lues.plafond === null ? lues.trouves : null}
          incomplete={lues === null && valeur(state, '_geste') === 'chercher'}
          services={acteur.serviceId ? null : await choixServices(tx)}
          monServiceId={acteur.serviceId}
        />
      )
      return { titre: 'Demander un dessaisissement', fil: fil('Demander'), corps }
    },
    redirectTo: () => chemins.liste,
    flash: () =>
      'La demande est envoyée. Le service qui suit la personne garde le dossier jusqu’à sa réponse.',
  })
  silenceRoutes(plateforme)
  renoncementRoutes(plateforme)
}

/** Whoever asked withdraws, or the service that was named declines. */
function renoncementRoutes(plateforme: Plateforme): void {
  form(plateforme, {
    path: chemins.annuler(':personneId', ':demandeId'),
    params: parDemande,
    command: annulerDemande,
    pasPour: async (tx, donnees, context) =>
      refusDeRetirer(await uneDemande(tx, donnees, context), context.acteur.serviceId),
    view: async (tx, parametres, state, context) => ({
      titre: 'Abandonner la demande',
      fil: fil('Abandonner'),
      corps: (
        <AbandonnerDemande state={state} demande={await uneDemande(tx, parametres, context)} />
      ),
    }),
    redirectTo: () => chemins.liste,
    flash: () => 'La demande est abandonnée.',
  })
  form(plateforme, {
    path: chemins.decliner(':personneId', ':demandeId'),
    params: parDemande,
    command: declinerDemande,
    pasPour: async (tx, donnees, context) =>
      refusDeDecliner(await uneDemande(tx, donnees, context), context.acteur.serviceId),
    view: async (tx, parametres, state, context) => ({
      titre: 'Décliner la demande',
      fil: fil('Décliner'),
      corps: <DeclinerDemande state={state} demande={await uneDemande(tx, parametres, context)} />,
    }),
    redirectTo: () => chemins.liste,
    flash: () =>
      'La demande est déclinée. Qui l’a faite le lira dans « Pour moi », avec votre motif.',
  })
}

/** What may be done about a transfer by whoever reads it. */
const gestes = ({ acteur }: Pick<Context, 'acteur'>) => ({
  repondre: acteur.peut('transfert:repondre'),
  serviceId: acteur.serviceId,
})

/**
 * Who in the country bears this name and this birth date; null while one is missing. What was typed
 * is kept nowhere, who was shown is journaled.
 */
async function chercher(tx: Tx, state: FormState, context: Context) {
  const [nom, prenoms, naissance] = [
    valeur(state, 'nom').trim(),
    valeur(state, 'prenoms').trim(),
    valeur(state, 'naissanceLe'),
  ]
  if (nom === '' || prenoms === '' || !estJour(naissance)) return null
  return homonymes(tx, context, { nom: `${nom} ${prenoms}`, naissance, numero: null }, MOTIF)
}
