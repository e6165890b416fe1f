import { z } from 'zod'
import { sansMesure } from '../agenda/index.ts'
import { filDuDossier, identite as lireIdentite } from '../dossiers/index.ts'
import { lecteurDe, rapportsSansMesure } from '../magistrats/index.ts'
import { calculer, nomDEcheance } from '../mesures/index.ts'
import { agentParId } from '../moyens/index.ts'
import type { Acteur } from '../platform/command.ts'
import { ajouterJours, ajouterMois, type Jour } from '../platform/date.ts'
import type { Tx } from '../platform/db/index.ts'
import { form } from '../platform/http/form.ts'
import { fichier, page } from '../platform/http/page.ts'
import type { Plateforme } from '../platform/http/plateforme.ts'
import { trouver } from '../platform/introuvable.ts'
import { parTri } from '../platform/liste.ts'
import { parDossier } from '../platform/saisie.ts'
import { Ecarter, Reprendre } from './ecarter.views.tsx'
import { ecarter, reprendre } from './echeance.commands.ts'
import { chemins } from './echeance.paths.ts'
import * as store from './echeance.store.ts'
import { EcheancesDuDossier } from './echeance.views.tsx'
import { enCalendrier } from './icalendar.views.ts'
import { EcheancesDuService } from './service.views.tsx'

/** Three months ahead is what one plans: a choice of ours, shown on the page. */
const MOIS_AFFICHES = 3
const retour = ({ dossierId }: { dossierId: string }) => chemins.dossier(dossierId)
const porteeDe = (acteur: Acteur, qui: string) => {
  const tous =
    qui === 'service' ||
    (qui === '' && !acteur.peut('accompagnement:ecrire')) ||
    ['dpip', 'dfspip'].includes(acteur.fonction)
  return {
    agentId: acteur.id,
    serviceId: acteur.serviceId ?? '',
    tous: qui === 'moi' ? false : tous,
  }
}

export function echeanceRoutes(plateforme: Plateforme): void {
  listes(plateforme)
  page(plateforme, {
    path: chemins.dossier(':dossierId'),
    access: 'echeance:lire',
    params: parDossier,
    view: async (tx, { dossierId }, { acteur, aujourdhui }) => {
      const { identite, titre, fil } = await entete(tx, dossierId, 'Échéances')
      // Asked of who may answer: on a closed dossier, nobody.
      const convocations = acteur.peut('convocation:ecrire') ? await sansMesure(tx, dossierId) : []
      const rapports = acteur.peut('rapport:ecrire') ? await rapportsSansMesure(tx, dossierId) : []
      const corps = (
        <EcheancesDuDossier
          identite={identite}
          lignes={await store.echeancesDuDossier(tx, dossierId)}
          mesures={(await store.faitsDuDossier(tx, dossierId)).map(fait => ({
            ...fait,
            ...calculer(fait, true),
          }))}
          aDire={{ convocations, rapports }}
          aujourdhui={aujourdhui}
          lecteur={lecteurDe(acteur)}
          ecarter={acteur.peut('echeance:ecarter')}
        />
      )
      return { titre, fil, corps }
    },
  })
  form(plateforme, {
    path: chemins.ecarter(':dossierId', ':mesureId', ':cle', ':rang'),
    params: z.object({
      dossierId: z.uuid(),
      mesureId: z.uuid(),
      cle: z.string().max(80),
      rang: z.coerce.number().int().min(1).max(100),
    }),
    command: ecarter,
    view: async (tx, params, state) => {
      const echeances = await store.echeancesDuDossier(tx, params.dossierId)
      const echeance = trouver(
        echeances.find(
          x => x.mesureId === params.mesureId && x.cle === params.cle && x.rang === params.rang,
        ),
      )
      const { identite, titre, fil } = await entete(tx, params.dossierId, 'Ne pas poursuivre')
      return {
        titre,
        fil,
        corps: (
          <Ecarter identite={identite} state={state} echeance={echeance} nature={echeance.nature} />
        ),
      }
    },
    redirectTo: retour,
    flash: () => 'L’échéance n’est pas poursuivie. Le motif est gardé.',
  })
  form(plateforme, {
    path: chemins.reprendre(':dossierId', ':nonPoursuiteId'),
    params: z.object({ dossierId: z.uuid(), nonPoursuiteId: z.uuid() }),
    command: reprendre,
    view: async (tx, { dossierId, nonPoursuiteId }, state) => {
      const echeances = await store.echeancesDuDossier(tx, dossierId)
      const echeance = trouver(echeances.find(x => x.nonPoursuiteId === nonPoursuiteId))
      const { identite, titre, fil } = await entete(tx, dossierId, 'Reprendre')
      return {
        titre,
        fil,
        corps: (
          <Reprendre
            identite={identite}
            state={state}
            echeance={echeance}
            nature={echeance.nature}
          />
        ),
      }
    },
    redirectTo: retour,
    flash: () => 'L’échéance est de nouveau poursuivie.',
  })
}

async function entete(tx: Tx, dossierId: string, titre: string) {
  const identite = trouver(await lireIdentite(tx, dossierId))
  const suite =
    titre === 'Échéances'
      ? [{ label: titre }]
      : [{ label: 'Échéances', href: chemins.dossier(dossierId) }, { label: titre }]
  return { identite, titre, fil: filDuDossier(identite, ...suite) }
}

/** Whose deadlines, in whose hands, late or coming: the list and its calendar choose alike. */
const choix = {
  qui: z.enum(['', 'moi', 'service']).catch(''),
  enMain: z.enum(['', 'spip', 'jap', 'parquet', 'greffe', 'tribunal', 'personne']).catch(''),
  agent: z.uuid().or(z.literal('')).catch(''),
  retard: z.enum(['', 'oui']).catch(''),
}
const bornes = (
  donnees: { qui: '' | 'moi' | 'service'; agent: string; retard: string },
  acteur: Acteur,
  aujourdhui: Jour,
) => ({
  portee: porteeDe(acteur, donnees.agent ? 'service' : donnees.qui),
  jusqua: donnees.retard ? ajouterJours(aujourdhui, -1) : ajouterMois(aujourdhui, MOIS_AFFICHES),
})

function listes(plateforme: Plateforme): void {
  page(plateforme, {
    path: chemins.service,
    access: 'echeance:service',
    params: z.object({ ...parTri(store.trisDEcheances), ...choix }),
    view: async (tx, { qui, ...filtre }, { acteur, aujourdhui }) => {
      const { portee, jusqua } = bornes({ qui, ...filtre }, acteur, aujourdhui)
      const liste = await store.echeancesOuvertes(tx, portee, jusqua, filtre)
      const agentNom = filtre.agent ? ((await agentParId(tx, filtre.agent))?.nomComplet ?? '') : ''
      const corps = (
        <EcheancesDuService
          liste={liste}
          filtre={filtre}
          tous={portee.tous}
          aujourdhui={aujourdhui}
          agentNom={agentNom}
          lecteur={lecteurDe(acteur)}
        />
      )
      return {
        titre: 'Échéances',
        fil: [{ label: 'Ma journée', href: '/' }, { label: 'Échéances' }],
        corps,
      }
    },
  })
  fichier(plateforme, {
    path: chemins.calendrier,
    access: 'echeance:service',
    params: z.object(choix),
    contenu: async (tx, params, { acteur, aujourdhui, maintenant }) => {
      const { portee, jusqua } = bornes(params, acteur, aujourdhui)
      const lignes = await store.toutesLesEcheances(tx, portee, jusqua, params)
      const evenements = lignes.map(ligne => ({
        id: `${ligne.dossierId}-${ligne.mesureId}-${ligne.cle}-${ligne.rang}`,
        le: ligne.le,
        finLe: ajouterJours(ligne.le, 1),
        titre: nomDEcheance(ligne),
        // A calendar leaves the application: neither name nor measure goes with it, only the number
        // that the agent can open.
        adresse: chemins.dossier(ligne.dossierId),
      }))
      const montre = {
        dossiers: lignes.map(ligne => ligne.dossierId),
        motif: 'calendrier des échéances',
      }
      return {
        nom: 'echeances.ics',
        type: 'text/calendar; charset=utf-8',
        octets: enCalendrier(evenements, maintenant.toString()),
        montre,
      }
    },
  })
}
