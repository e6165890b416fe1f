import { publier } from '../platform/fait.ts'
import { changesParAutrui, fusionDeTextes, type Textes } from '../platform/fusion.ts'
import { form } from '../platform/http/form.ts'
import type { Plateforme } from '../platform/http/plateforme.ts'
import {
  type FormState,
  textesDe,
  valeur,
  versionDuFormulaire,
} from '../platform/interface/index.ts'
import { trouver } from '../platform/introuvable.ts'
import { parDossier } from '../platform/saisie.ts'
import { choixEtablissements } from './choix.ecran.ts'
import { corrigerPersonne } from './dossier.commands.ts'
import { ficheSeCorrige } from './dossier.faits.ts'
import { filDuDossier } from './dossier.panels.tsx'
import { chemins } from './dossier.paths.ts'
import * as store from './dossier.store.ts'
import { type ChampDeFiche, champsDeFiche } from './fiche.rules.ts'
import * as fiches from './personne.store.ts'
import { CorrigerPersonne } from './personne.views.tsx'
import { compterLeNumero } from './rapprochement.examen.ts'

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

export function ficheRoutes(plateforme: Plateforme): void {
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
}
