import { plan } from '../accompagnement/index.ts'
import { remisesDuDossier } from '../bex/index.ts'
import {
  filDuDossier,
  type Identite,
  identite as lireIdentite,
  propositionsADecider,
  transfertEnCours,
} from '../dossiers/index.ts'
import { echeancesDuDossier } from '../echeances/index.ts'
import { lecteurDe } from '../magistrats/index.ts'
import {
  attentesDuDossier,
  libelleDeNature,
  mesuresDuDossier,
  nomDEcheance,
  piecesDuDossier,
} from '../mesures/index.ts'
import { chemins as mesures } from '../mesures/mesure.paths.ts'
import type { Acteur, Permission } from '../platform/command.ts'
import type { Tx } from '../platform/db/index.ts'
import { page } from '../platform/http/page.ts'
import type { Plateforme } from '../platform/http/plateforme.ts'
import { trouver } from '../platform/introuvable.ts'
import { decouper, parPage } from '../platform/liste.ts'
import { parDossier } from '../platform/saisie.ts'
import { PageChronologie, pointDEcheance, pointDe } from './chronologie.views.tsx'
import { evenements, liensDuFil } from './dossier.store.ts'
import { PageDossier } from './dossier.views.tsx'
import { ecranEtroit } from './etroit.ecran.tsx'
import { chemins } from './synthese.paths.ts'

const accueil = { label: 'Ma journée', href: '/' }

const peutDe = (acteur: Acteur, i: Identite) => {
  const leSien = i.serviceId === acteur.serviceId
  return {
    accompagner: acteur.peut('accompagnement:lire'),
    noter: acteur.peut('accompagnement:ecrire'),
    convoquer: acteur.peut('convocation:ecrire') && leSien && i.decedeLe === null,
    convocations: acteur.peut('convocation:lire'),
    echeances: acteur.peut('echeance:lire'),
    ecrits: acteur.peut('saisine:lire'),
    rapports: acteur.peut('rapport:lire'),
    corriger: acteur.peut('personne:ecrire') && leSien,
    affecter: acteur.peut('dossier:affecter') && leSien,
    transferer: acteur.peut('transfert:proposer') && leSien,
    repondre: acteur.peut('transfert:repondre'),
    clore: acteur.peut('dossier:cloturer') && leSien,
    fusionner: acteur.peut('dossier:fusionner') && leSien,
  }
}
const voit = (acteur: Acteur) => ({
  accompagnement: acteur.peut('accompagnement:lire'),
  convocations: acteur.peut('convocation:lire'),
  rapports: acteur.peut('rapport:lire'),
})

/** What a dossier's page shows, asked together: ten waits for the base are one. */
async function dossierEntier(tx: Tx, dossierId: string, acteur: Acteur) {
  const si = <T,>(permission: Permission, lire: () => Promise<T>) =>
    acteur.peut(permission) ? lire() : undefined
  const [
    faits,
    lesMesures,
    echeances,
    liens,
    lePlan,
    attentes,
    propositions,
    pieces,
    transfert,
    remises,
  ] = await Promise.all([
    evenements(tx, dossierId, voit(acteur), acteur.fuseau),
    mesuresDuDossier(tx, dossierId),
    si('echeance:lire', () => echeancesDuDossier(tx, dossierId)),
    liensDuFil(tx, dossierId, acteur.fuseau),
    si('accompagnement:lire', () => plan(tx, dossierId)),
    attentesDuDossier(tx, dossierId),
    propositionsADecider(tx, dossierId),
    piecesDuDossier(tx, dossierId),
    transfertEnCours(tx, dossierId),
    si('convocation:lire', () => remisesDuDossier(tx, dossierId)),
  ])
  const ouvertes = (echeances ?? []).filter(
    echeance => !echeance.faiteLe && !echeance.nonPoursuiteId && !echeance.finieLe,
  )
  return {
    faits,
    lesMesures,
    ouvertes,
    liens,
    plan: lePlan,
    attentes,
    propositions,
    pieces,
    transfert,
    remises: remises ?? null,
  }
}

const filDe = (
  dossierId: string,
  { lesMesures, liens, faits, ouvertes }: Awaited<ReturnType<typeof dossierEntier>>,
) => ({
  bandes: lesMesures.map(mesure => ({
    libelle: libelleDeNature(mesure.nature, mesure.decisionLe),
    debutLe: mesure.debutLe,
    finLe: mesure.finLe,
    href: mesures.mesures(dossierId),
  })),
  liens,
  points: [
    ...faits.flatMap(fait => pointDe(dossierId, fait)),
    ...ouvertes.map(ligne => pointDEcheance(ligne, nomDEcheance(ligne))),
  ],
})

export function dossierRoutes(plateforme: Plateforme): void {
  page(plateforme, {
    path: chemins.dossier(':dossierId'),
    access: 'dossier:lire',
    params: parDossier,
    portees: ['convocation', 'proposition'],
    view: async (tx, { dossierId }, context) => {
      const { acteur, aujourdhui } = context
      const identite = await lireIdentite(tx, dossierId)
      if (!identite) return ecranEtroit(tx, dossierId, context)
      const lu = await dossierEntier(tx, dossierId, acteur)
      const corps = (
        <PageDossier
          identite={identite}
          plan={lu.plan}
          fil={filDe(dossierId, lu)}
          evenements={lu.faits}
          echeances={lu.ouvertes}
          attentes={lu.attentes}
          propositions={lu.propositions}
          manquent={lu.pieces.filter(piece => !piece.recueLe).length}
          transfert={lu.transfert}
          aujourdhui={aujourdhui}
          lecteur={lecteurDe(acteur)}
          peut={peutDe(acteur, identite)}
          monServiceId={acteur.serviceId}
          remises={lu.remises}
          monTribunalId={acteur.juridictionId}
        />
      )
      return {
        titre: identite.nomComplet,
        fil: [accueil, { label: identite.nomComplet }],
        corps,
      }
    },
  })
  page(plateforme, {
    path: chemins.chronologie(':dossierId'),
    access: 'dossier:lire',
    params: parDossier.extend(parPage),
    view: async (tx, { dossierId, ...tranche }, { acteur }) => {
      const identite = trouver(await lireIdentite(tx, dossierId))
      const corps = (
        <PageChronologie
          identite={identite}
          liste={decouper(await evenements(tx, dossierId, voit(acteur), acteur.fuseau), tranche)}
          peut={peutDe(acteur, identite)}
        />
      )
      return { titre: 'Chronologie', fil: filDuDossier(identite, { label: 'Chronologie' }), corps }
    },
  })
}
