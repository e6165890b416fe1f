import { z } from 'zod'
import { antennesDuService, etablissements, services } from '../moyens/index.ts'
import type { Context } from '../platform/command.ts'
import { estJour, heureLocale } from '../platform/date.ts'
import type { Tx } from '../platform/db/index.ts'
import { action, form } from '../platform/http/form.ts'
import { page } from '../platform/http/page.ts'
import { type Plateforme, trouver } from '../platform/http/plateforme.ts'
import { LienBouton, Titre, valeur, versionDuFormulaire } from '../platform/interface/index.ts'
import { parDossier } from '../platform/saisie.ts'
import { clotures } from './cloture.store.ts'
import { corrigerPersonne, creerDossier, garderBrouillon, jeterBrouillon } from './dossier.commands.ts'
import { filDuDossier } from './dossier.panels.tsx'
import { chemins } from './dossier.paths.ts'
import * as store from './dossier.store.ts'
import { CorrigerPersonne, CreerDossier, Historique } from './personne.views.tsx'

const choixEtablissements = async (tx: Tx) => (await etablissements(tx)).map(e => ({ value: e.etablissementId, label: e.nom }))
export const choixAntennes = async (tx: Tx, { acteur, aujourdhui }: Pick<Context, 'acteur' | 'aujourdhui'>) =>
  acteur.serviceId ? (await antennesDuService(tx, acteur.serviceId, aujourdhui)).map(a => ({ value: a.antenneId, label: a.nom })) : []
export const choixServices = async (tx: Tx) => (await services(tx)).map(s => ({ value: s.serviceId, label: s.nom }))
const accueil = { label: 'Ma journée', href: '/' }

export function dossierRoutes(plateforme: Plateforme): void {
  form(plateforme, {
    path: chemins.nouveau,
    params: z.object({}),
    command: creerDossier,
    initial: async () => ({ logement: 'inconnu' }),
    view: async (tx, _params, state, { acteur, aujourdhui }) => {
      const [nom, naissance] = [valeur(state, 'nom'), valeur(state, 'naissanceLe')]
      const cherche = state.refusals.length > 0 && nom !== '' && estJour(naissance)
      const homonymes = cherche
        ? await store.homonymes(
            tx,
            `${nom} ${valeur(state, 'nomUsage')} ${valeur(state, 'prenoms')}`,
            naissance,
            valeur(state, 'numeroAppi') || null,
          )
        : []
      const corps = (
        <CreerDossier
          state={state}
          etablissements={await choixEtablissements(tx)}
          antennes={await choixAntennes(tx, { acteur, aujourdhui })}
          homonymes={homonymes}
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
    initial: async (tx, { dossierId }) => {
      const p = trouver(await store.personne(tx, dossierId))
      return { ...p, langues: p.langues.join(', '), interprete: p.interprete ? 'oui' : '', refuseSms: p.refuseSms ? 'oui' : '' }
    },
    view: async (tx, { dossierId }, state) => {
      const identite = trouver(await store.identite(tx, dossierId))
      const p = trouver(await store.personne(tx, dossierId))
      const conflit = Number(valeur(state, 'version')) !== p.version
      const montrees = [
        'nom',
        'prenoms',
        'nomUsage',
        'naissanceLe',
        'telephone',
        'courriel',
        'adresse',
        'codePostal',
        'commune',
        'domicilieChez',
        'numeroEcrou',
      ] as const
      const ecarts = conflit
        ? montrees.filter(c => (p[c] ?? '') !== valeur(state, c)).map(champ => ({ champ, actuel: p[champ] ?? '' }))
        : []
      const corps = (
        <CorrigerPersonne
          state={state}
          identite={identite}
          version={versionDuFormulaire(state, p.version)}
          etablissements={await choixEtablissements(tx)}
          ecarts={ecarts}
        />
      )
      return { titre: 'Corriger la fiche', fil: filDuDossier(identite, { label: 'Corriger la fiche' }), corps }
    },
    redirectTo: ({ dossierId }) => chemins.dossier(dossierId),
    flash: () => 'La fiche est corrigée ; l’ancienne version est dans l’historique.',
  })
  page(plateforme, {
    path: chemins.historique(':dossierId'),
    access: 'dossier:lire',
    params: parDossier,
    view: async (tx, { dossierId }) => {
      const identite = trouver(await store.identite(tx, dossierId))
      const corps = (
        <Historique
          identite={identite}
          versions={await store.versionsDePersonne(tx, dossierId)}
          chaine={await store.chaine(tx, dossierId)}
          fusions={await store.fusions(tx, dossierId)}
          clotures={await clotures(tx, dossierId)}
        />
      )
      return { titre: 'Historique', fil: filDuDossier(identite, { label: 'Historique' }), corps }
    },
  })
  action(plateforme, {
    path: chemins.brouillons(':dossierId'),
    params: parDossier,
    command: garderBrouillon,
    reponse: ({ version }) => ({ version, heure: heureLocale(plateforme.horloge()).replace(':', ' h ') }),
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
    redirectTo: ({ dossierId }) => chemins.dossier(dossierId),
    flash: () => 'Le brouillon est jeté.',
  })
}
