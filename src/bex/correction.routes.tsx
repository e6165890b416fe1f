import { z } from 'zod'
import { convocation, repriseParUnAutre } from '../agenda/index.ts'
import { filDuDossier, identiteEtroite, reouverturePar } from '../dossiers/index.ts'
import { libelleDeNature } from '../mesures/index.ts'
import { type Context, ici } from '../platform/command.ts'
import { afficherHeure, afficherJour, estPassee } from '../platform/date.ts'
import type { Tx } from '../platform/db/index.ts'
import { form } from '../platform/http/form.ts'
import type { Plateforme } from '../platform/http/plateforme.ts'
import { trouver } from '../platform/introuvable.ts'
import { remiseParId } from './audience.store.ts'
import { chemins } from './bex.paths.ts'
import { corrigerRemise, retirerRemise } from './correction.commands.ts'
import { refusDeToucherLaRemise } from './correction.rules.ts'
import { CorrigerRemise, RetirerRemise } from './correction.views.tsx'
import { mesuresDe } from './decision.lecture.ts'

const parRemise = z.object({ dossierId: z.uuid(), remiseId: z.uuid() })
type Lieu = z.output<typeof parRemise>

/** The court puts right what it handed over, or takes it back. */
export function correctionRoutes(plateforme: Plateforme): void {
  form(plateforme, {
    path: chemins.corrigerRemise(':dossierId', ':remiseId'),
    params: parRemise,
    command: corrigerRemise,
    initial: async (tx, { dossierId, remiseId }) => {
      const remise = trouver(await remiseParId(tx, dossierId, remiseId))
      const { audienceLe, decision, numeroParquet, piecesManquantes, precisions } = remise
      const dit = {
        audienceLe,
        decision,
        numeroParquet,
        piecesManquantes,
        precisions,
        ...(remise.decisionRemise && { decisionRemise: 'oui' }),
      }
      return Object.fromEntries(
        Object.entries(dit).filter(([, valeur]) => valeur !== null),
      ) as Record<string, string>
    },
    view: async (tx, lieu, state, context) => {
      const { titre, fil, commun } = await cadre(tx, lieu, context, 'Corriger ce qui a été remis')
      return { titre, fil, corps: <CorrigerRemise {...commun} state={state} /> }
    },
    redirectTo: ({ dossierId, convocationId }) => chemins.convocation(dossierId, convocationId),
    flash: () => 'C’est corrigé. Imprimez les nouveaux exemplaires s’ils le disent.',
  })
  form(plateforme, {
    path: chemins.retirerRemise(':dossierId', ':remiseId'),
    params: parRemise,
    command: retirerRemise,
    view: async (tx, lieu, state, context) => {
      const { titre, fil, commun } = await cadre(tx, lieu, context, 'Retirer cette remise')
      return {
        titre,
        fil,
        corps: (
          <RetirerRemise
            {...commun}
            {...(await suitesDuRetrait(tx, commun.r, context))}
            state={state}
          />
        ),
      }
    },
    redirectTo: () => chemins.chercher,
    flash: () => 'La remise est retirée, le service est prévenu. Convoquez ici la bonne personne.',
  })
}

async function cadre(tx: Tx, { dossierId, remiseId }: Lieu, { acteur }: Context, titre: string) {
  const remise = trouver(await remiseParId(tx, dossierId, remiseId))
  const i = trouver(await identiteEtroite(tx, dossierId))
  const retour = chemins.convocation(dossierId, remise.convocationId)
  const refus = refusDeToucherLaRemise(
    { ...remise, retiree: false },
    acteur.juridictionId ?? '',
  ).map(x => x.message)
  return {
    titre,
    fil: filDuDossier(i, { label: 'Convocation', href: retour }, { label: titre }),
    commun: { nom: i.nomComplet, r: remise, retour, refus },
  }
}
type Remise = NonNullable<Awaited<ReturnType<typeof remiseParId>>>
async function suitesDuRetrait(tx: Tx, remise: Remise, context: Context) {
  const decision = {
    le: remise.audienceLe,
    juridictionId: remise.juridictionId,
    numeroParquet: remise.numeroParquet,
  }
  const restent = (await mesuresDe(tx, remise.dossierId, decision)).map(ligne => ({
    ...ligne,
    libelle: libelleDeNature(ligne.nature, ligne.decisionLe),
  }))
  return { effets: await effetsDuRetrait(tx, remise, context), restent }
}
/** What leaves with it, in words; what another has taken over since stays, and is listed. */
async function effetsDuRetrait(tx: Tx, remise: Remise, context: Context): Promise<string[]> {
  const effets: string[] = []
  for (const id of [
    remise.convocationId,
    ...(remise.secondeConvocationId ? [remise.secondeConvocationId] : []),
  ]) {
    const attendue = trouver(await convocation(tx, remise.dossierId, id))
    if (attendue.etat !== 'prevue' || estPassee(attendue, ici(context))) continue
    const quand = `${afficherJour(attendue.le)} à ${afficherHeure(attendue.heure)}, ${attendue.lieu}`
    effets.push(
      (await repriseParUnAutre(tx, remise.dossierId, id, remise.juridictionId))
        ? `La convocation du ${quand} a été reprise par le service : elle lui est listée, il décide.`
        : `La convocation du ${quand} est annulée, et la personne en est prévenue si elle peut l’être.`,
    )
  }
  const rouvert = await reouverturePar(tx, remise.dossierId, remise.convocationId)
  if (rouvert)
    effets.push(
      rouvert.reprise
        ? 'Le dossier, que cette convocation avait rouvert, reste ouvert : autre chose y a été fait depuis. Le service qui suit la personne en est prévenu, il décide.'
        : 'Le dossier, que cette convocation avait rouvert, est clos de nouveau, comme avant elle.',
    )
  return [
    ...effets,
    'Le SPIP n’attend plus la saisine de cette décision, sauf si une autre remise la nomme.',
    'Ce qui avait été dit à l’audience est écarté ; ce que cela avait ajouté à la fiche en est ôté, si personne ne l’a changé depuis.',
    'Votre tribunal ne voit plus ce dossier, s’il ne le voyait que pour cette remise.',
  ]
}
