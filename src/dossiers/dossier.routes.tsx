import { z } from 'zod'
import { antennesDuService, etablissements, services } from '../moyens/index.ts'
import type { Context } from '../platform/command.ts'
import { estJour, heureLocale } from '../platform/date.ts'
import type { Tx } from '../platform/db/index.ts'
import { publier } from '../platform/fait.ts'
import { changesParAutrui, fusionDeTextes, type Textes } from '../platform/fusion.ts'
import { action, form } from '../platform/http/form.ts'
import { page } from '../platform/http/page.ts'
import { type Plateforme, trouver } from '../platform/http/plateforme.ts'
import {
  type FormState,
  LienBouton,
  Titre,
  textesDe,
  valeur,
  versionDuFormulaire,
} from '../platform/interface/index.ts'
import { parDossier } from '../platform/saisie.ts'
import { chemins as synthese } from '../synthese/synthese.paths.ts'
import { clotures } from './cloture.store.ts'
import { repondDuDossier } from './consultation.store.ts'
import { CreerDossier } from './creer.views.tsx'
import {
  corrigerPersonne,
  creerDossier,
  garderBrouillon,
  jeterBrouillon,
} from './dossier.commands.ts'
import { ficheSeCorrige } from './dossier.faits.ts'
import { filDuDossier } from './dossier.panels.tsx'
import { chemins } from './dossier.paths.ts'
import * as store from './dossier.store.ts'
import { type ChampDeFiche, champsDeFiche } from './fiche.rules.ts'
import { fusions } from './fusion.store.ts'
import { Historique } from './historique.views.tsx'
import * as fiches from './personne.store.ts'
import { CorrigerPersonne } from './personne.views.tsx'
import { chaine } from './prise-en-charge.store.ts'
import { NUMERO_PRIS, OUVRIR, quiEst, refusDePlafond } from './rapprochement.rules.ts'
import { homonymes, type Trouves } from './rapprochement.store.ts'
import { compterLeNumero } from './rapprochement.ts'

const choixEtablissements = async (tx: Tx) =>
  (await etablissements(tx)).map(etablissement => ({
    value: etablissement.etablissementId,
    label: etablissement.nom,
  }))
export const choixAntennes = async (
  tx: Tx,
  { acteur, aujourdhui }: Pick<Context, 'acteur' | 'aujourdhui'>,
) =>
  acteur.serviceId
    ? (await antennesDuService(tx, acteur.serviceId, aujourdhui)).map(antenne => ({
        value: antenne.antenneId,
        label: antenne.nom,
      }))
    : []
export const choixServices = async (tx: Tx) =>
  (await services(tx)).map(service => ({ value: service.serviceId, label: service.nom }))
const accueil = { label: 'Ma journée', href: '/' }

/** Said together: where the person lives, and where they are held. */
const formes = {
  cases: ['interprete', 'refuseSms'],
  ensembles: [
    ['logement', 'adresse', 'adresseComplement', 'codePostal', 'commune', 'domicilieChez'],
    ['etablissementId', 'numeroEcrou', 'ecroueLe'],
  ],
}
type Personne = NonNullable<Awaited<ReturnType<typeof fiches.personne>>>
/** Each fact of the sheet as its field shows it. */
const enTextes = (personne: Personne): Textes => ({
  ...Object.fromEntries(champsDeFiche.map(champ => [champ, String(personne[champ] ?? '')])),
  langues: personne.langues.join(', '),
  interprete: personne.interprete ? 'oui' : '',
  refuseSms: personne.refuseSms ? 'oui' : '',
})
/** A colleague has recorded since: what this agent has not touched is theirs, and said. */
function aJour(
  state: FormState,
  personne: Personne,
): { state: FormState; changes: ChampDeFiche[] } {
  const portee = valeur(state, 'version')
  if (state.refusals.length === 0 || portee === '' || Number(portee) === personne.version)
    return { state, changes: [] }
  const present = enTextes(personne)
  const vu = textesDe(state.values, 'vu')
  const changes = champsDeFiche.filter(champ => changesParAutrui(vu, present).includes(champ))
  const fusion = fusionDeTextes(vu, textesDe(state.values, ''), present, formes)
  return { state: { ...state, values: { ...state.values, ...fusion, vu: present } }, changes }
}

/**
 * Refused because somebody may be the same person: who. A number that is already somebody's leaves
 * its trace with them, and shows nobody.
 */
async function quiRessemble(tx: Tx, state: FormState, context: Context): Promise<Trouves> {
  const [nom, naissance] = [valeur(state, 'nom'), valeur(state, 'naissanceLe')]
  const cherche = state.refusals.some(
    refusal => refusal.code === 'homonymes' || refusal.code === NUMERO_PRIS,
  )
  if (!cherche || nom === '' || !estJour(naissance)) return { trouves: [], plafond: null }
  return homonymes(
    tx,
    context,
    quiEst({
      nom,
      nomUsage: valeur(state, 'nomUsage'),
      prenoms: valeur(state, 'prenoms'),
      naissance,
      numero: valeur(state, 'numeroAppi'),
    }),
    OUVRIR,
  )
}

export function dossierRoutes(plateforme: Plateforme): void {
  form(plateforme, {
    path: chemins.nouveau,
    params: z.object({}),
    command: creerDossier,
    initial: async () => ({ logement: 'inconnu' }),
    view: async (tx, _params, state, context) => {
      const { acteur } = context
      const { trouves, plafond } = await quiRessemble(tx, state, context)
      // Where the limit is passed, there is no list to look at.
      const autres = plafond
        ? state.refusals.filter(refusal => refusal.code !== 'homonymes')
        : state.refusals
      const corps = (
        <CreerDossier
          state={{
            ...state,
            refusals: [...autres, ...refusDePlafond(plafond, acteur.juridictionId !== null)],
          }}
          etablissements={await choixEtablissements(tx)}
          antennes={await choixAntennes(tx, context)}
          homonymes={trouves}
          rouvre={acteur.peut('dossier:cloturer')}
        />
      )
      return { titre: 'Ouvrir un dossier', fil: [accueil, { label: 'Ouvrir un dossier' }], corps }
    },
    redirectTo: ({ dossierId }) => chemins.dossier(dossierId),
    flash: () => 'Le dossier est ouvert.',
  })
  form(plateforme, {
    path: chemins.personne(':dossierId'),
    params: parDossier,
    command: corrigerPersonne,
    avant: async (tx, { dossierId, numeroAppi }, context) => {
      const avant = await fiches.personne(tx, dossierId)
      return numeroAppi && avant && avant.numeroAppi !== numeroAppi
        ? compterLeNumero(tx, context, numeroAppi)
        : []
    },
    initial: async (tx, { dossierId }) => {
      const textes = enTextes(trouver(await fiches.personne(tx, dossierId)))
      return { ...textes, vu: textes }
    },
    view: async (tx, { dossierId }, recu, context) => {
      const identite = trouver(await store.identite(tx, dossierId))
      const suivent: { href: string; libelle: string }[] = []
      await publier(tx, context, ficheSeCorrige, { dossierId, suivent })
      const personne = trouver(await fiches.personne(tx, dossierId))
      const { state, changes } = aJour(recu, personne)
      const corps = (
        <CorrigerPersonne
          state={state}
          identite={identite}
          version={versionDuFormulaire(state, personne.version)}
          etablissements={await choixEtablissements(tx)}
          changes={changes}
          suivent={suivent}
        />
      )
      return {
        titre: 'Corriger la fiche',
        fil: filDuDossier(identite, { label: 'Corriger la fiche' }),
        corps,
      }
    },
    redirectTo: ({ dossierId }) => chemins.dossier(dossierId),
    flash: () => 'La fiche est corrigée ; l’ancienne version est dans l’historique.',
  })
  page(plateforme, {
    path: chemins.historique(':dossierId'),
    access: 'dossier:lire',
    params: parDossier,
    view: async (tx, { dossierId }, { acteur }) => {
      const identite = trouver(await store.identite(tx, dossierId))
      const corps = (
        <Historique
          identite={identite}
          versions={await fiches.versionsDePersonne(tx, dossierId)}
          chaine={await chaine(tx, dossierId)}
          fusions={await fusions(tx, dossierId)}
          clotures={await clotures(tx, dossierId)}
          anciens={await store.anciensNumeros(tx, dossierId)}
          lecteurs={acteur.peut('journal:service') && (await repondDuDossier(tx, dossierId))}
        />
      )
      return { titre: 'Historique', fil: filDuDossier(identite, { label: 'Historique' }), corps }
    },
  })
  action(plateforme, {
    path: chemins.brouillons(':dossierId'),
    params: parDossier,
    command: garderBrouillon,
    reponse: ({ version }) => ({
      version,
      heure: heureLocale(plateforme.horloge()).replace(':', ' h '),
    }),
  })
  form(plateforme, {
    path: chemins.jeterBrouillon(':dossierId'),
    params: parDossier,
    command: jeterBrouillon,
    view: async (tx, { dossierId }) => {
      const identite = trouver(await store.identite(tx, dossierId))
      return {
        titre: 'Brouillon',
        fil: filDuDossier(identite, { label: 'Brouillon' }),
        corps: (
          <div class="fil-pile">
            <Titre>Ce brouillon n’existe plus</Titre>
            <LienBouton href={chemins.dossier(dossierId)}>Retour au dossier</LienBouton>
          </div>
        ),
      }
    },
    redirectTo: ({ dossierId, retour, url }) => {
      if (retour === 'liste') return synthese.brouillons
      return (retour === 'formulaire' && url) || chemins.dossier(dossierId)
    },
    flash: () => 'Le brouillon est jeté.',
  })
}
