import { afficherJourCourt, ajouterJours, prochainJourOuvre } from '../platform/date.ts'
import type { Tx } from '../platform/db/index.ts'
import type { Valeurs } from '../platform/http/corps.ts'
import { form } from '../platform/http/form.ts'
import type { Plateforme } from '../platform/http/plateforme.ts'
import { versionDuFormulaire } from '../platform/interface/index.ts'
import { trouver } from '../platform/introuvable.ts'
import { parDossier } from '../platform/saisie.ts'
import { convoquer, deplacerConvocation, reporter } from './convocation.commands.ts'
import { entete, parConvocation, vers } from './convocation.ecran.ts'
import { chemins } from './convocation.paths.ts'
import * as store from './convocation.store.ts'
import { enSaisie, moment, propose } from './convoquer.ecran.ts'
import { FormulaireConvocation } from './convoquer.views.tsx'

/**
 * « Voir les créneaux », the weeks and the message: the screen is read again, nothing is saved, and
 * what was ticked stays ticked.
 */
const voirLesCreneaux = async (
  _tx: Tx,
  _params: unknown,
  values: Valeurs,
  geste: string,
): Promise<Valeurs> =>
  geste.startsWith('semaine:') ? { ...values, semaine: geste.slice(8) } : values

export function convoquerRoutes(plateforme: Plateforme): void {
  form(plateforme, {
    path: chemins.convoquer(':dossierId'),
    params: parDossier,
    command: convoquer,
    geste: voirLesCreneaux,
    view: async (tx, { dossierId }, recu, context) => {
      const { identite, ...ecran } = await entete(tx, dossierId, 'Convoquer')
      // What is proposed comes from the identity that the page shows: it is read once.
      const state =
        Object.keys(recu.values).length > 0 ? recu : { ...recu, values: propose(identite, context) }
      return {
        ...ecran,
        corps: (
          <FormulaireConvocation
            titre="Convoquer"
            bouton="Convoquer"
            identite={identite}
            state={state}
            serie
            retour={chemins.convocations(dossierId)}
            {...(await moment(tx, dossierId, state, context))}
          />
        ),
      }
    },
    redirectTo: fait => vers(fait),
    flash: ({ posees, sautees }) =>
      posees > 1
        ? `${posees} convocations sont enregistrées.${sautees.length ? ` Jours sautés : ${sautees.map(afficherJourCourt).join(', ')}.` : ''}`
        : 'La convocation est enregistrée. La lettre est prête à imprimer.',
  })
  modifications(plateforme)
}

function modifications(plateforme: Plateforme): void {
  form(plateforme, {
    path: chemins.modifier(':dossierId', ':convocationId'),
    params: parConvocation,
    command: deplacerConvocation,
    initial: async (tx, { dossierId, convocationId }) =>
      enSaisie(trouver(await store.convocation(tx, dossierId, convocationId))),
    geste: voirLesCreneaux,
    view: async (tx, { dossierId, convocationId }, state, context) => {
      const { identite, ...ecran } = await entete(tx, dossierId, 'Modifier la convocation')
      const { version } = trouver(await store.convocation(tx, dossierId, convocationId))
      const corps = (
        <FormulaireConvocation
          titre="Modifier la convocation"
          bouton="Enregistrer"
          version={versionDuFormulaire(state, version)}
          identite={identite}
          state={state}
          retour={chemins.convocation(dossierId, convocationId)}
          {...(await moment(tx, dossierId, state, context))}
        />
      )
      return { ...ecran, corps }
    },
    redirectTo: vers,
    flash: () => 'La convocation est modifiée. Imprimez la nouvelle lettre.',
  })
  form(plateforme, {
    path: chemins.reporter(':dossierId', ':convocationId'),
    params: parConvocation,
    command: reporter,
    initial: async (tx, { dossierId, convocationId }, { acteur, aujourdhui }) => ({
      ...enSaisie(trouver(await store.convocation(tx, dossierId, convocationId))),
      le: '',
      heure: '',
      semaine: prochainJourOuvre(ajouterJours(aujourdhui, 1), acteur.territoire),
    }),
    geste: voirLesCreneaux,
    view: async (tx, { dossierId, convocationId }, state, context) => {
      const { identite, ...ecran } = await entete(tx, dossierId, 'Reporter la convocation')
      return {
        ...ecran,
        corps: (
          <FormulaireConvocation
            titre="Reporter la convocation"
            bouton="Reporter"
            motif
            identite={identite}
            state={state}
            retour={chemins.convocation(dossierId, convocationId)}
            {...(await moment(tx, dossierId, state, context))}
          />
        ),
      }
    },
    redirectTo: vers,
    flash: () => 'La convocation est reportée. Imprimez la nouvelle lettre.',
  })
}
