import { filDuDossier, identiteEtroite, identite as lireIdentite } from '../dossiers/index.ts'
import { joignabilite, messagesDeLObjet, PanneauMessages } from '../messages/index.ts'
import { mesuresDuDossier } from '../mesures/index.ts'
import { type Context, entiteDe, ici } from '../platform/command.ts'
import { estPassee, type Jour } from '../platform/date.ts'
import type { Tx } from '../platform/db/index.ts'
import { publier } from '../platform/fait.ts'
import { form } from '../platform/http/form.ts'
import { page } from '../platform/http/page.ts'
import type { Plateforme } from '../platform/http/plateforme.ts'
import type { FormState } from '../platform/interface/index.ts'
import { trouver } from '../platform/introuvable.ts'
import { parDossier } from '../platform/saisie.ts'
import { noterEtat } from './convocation.commands.ts'
import { entete, parConvocation, vers } from './convocation.ecran.ts'
import { refusDeToucher } from './convocation.examen.ts'
import { convocationSeMontre } from './convocation.faits.ts'
import { chemins } from './convocation.paths.ts'
import * as store from './convocation.store.ts'
import { UneConvocation } from './convocation.views.tsx'
import { Convocations } from './convocations.views.tsx'
import { convoquerRoutes } from './convoquer.routes.tsx'
import { historique } from './histoire.store.ts'
import { rattachementRoutes } from './rattachement.routes.tsx'
import { liensDe } from './rattachement.store.ts'
import { retablissementRoutes } from './retablissement.routes.tsx'

export function convocationRoutes(plateforme: Plateforme): void {
  page(plateforme, {
    path: chemins.convocations(':dossierId'),
    access: 'convocation:lire',
    params: parDossier,
    view: async (tx, { dossierId }, { acteur }) => {
      const { identite, ...ecran } = await entete(tx, dossierId, 'Convocations')
      return {
        ...ecran,
        corps: (
          <Convocations
            identite={identite}
            convocations={await store.convocationsDuDossier(tx, dossierId)}
            ecrire={acteur.peut('convocation:ecrire') && identite.decedeLe === null}
            messages={acteur.peut('message:lire')}
          />
        ),
      }
    },
  })
  convoquerRoutes(plateforme)
  uneConvocation(plateforme)
  rattachementRoutes(plateforme)
  retablissementRoutes(plateforme)
}

/** At its hearing, by the court of whoever looks; a stale one is no longer to be changed. */
const donneePar = (donnees: store.Convocation, { juridictionId }: Context['acteur']) =>
  donnees.etat === 'prevue' &&
  donnees.audienceLe !== null &&
  juridictionId !== null &&
  donnees.decisionJuridictionId === juridictionId &&
  ['bex', 'greffe'].includes(donnees.origine)

function uneConvocation(plateforme: Plateforme): void {
  const montrer = async (
    tx: Tx,
    { dossierId, convocationId }: { dossierId: string; convocationId: string },
    state: FormState,
    context: Context,
  ) => {
    const { acteur, aujourdhui } = context
    const entiere = await lireIdentite(tx, dossierId)
    const identite = entiere ?? trouver(await identiteEtroite(tx, dossierId))
    const ecran = { titre: 'Convocation', fil: filDuDossier(identite, { label: 'Convocation' }) }
    const convocation = trouver(await store.convocation(tx, dossierId, convocationId))
    const entretiens: { entretienId: string; le: Jour }[] = []
    if (acteur.peut('accompagnement:lire'))
      await publier(tx, context, convocationSeMontre, { dossierId, convocationId, entretiens })
    const corps = (
      <UneConvocation
        identite={identite}
        enPartie={entiere === undefined}
        convocation={convocation}
        histoire={await historique(tx, dossierId, convocationId)}
        liens={await liensDe(tx, dossierId, convocationId)}
        mesures={await mesuresDuDossier(tx, dossierId)}
        note={entretiens[0]?.entretienId ?? null}
        donneeIci={acteur.peut('bex:convoquer') && donneePar(convocation, acteur)}
        entretien={
          acteur.peut('accompagnement:ecrire') &&
          convocation.serviceId !== null &&
          convocation.le <= aujourdhui
        }
        state={state}
        aVenir={!estPassee(convocation, ici(context))}
        ecrire={
          acteur.peut('convocation:ecrire') &&
          (await refusDeToucher(tx, acteur, convocation)).length === 0
        }
        attendre={!entiere?.decedeLe}
        pointer={acteur.peut('accueil:pointer') && convocation.entiteId === entiteDe(acteur)}
        joignable={await joignabilite(tx, dossierId)}
        messages={
          entiere ? (
            <PanneauMessages
              messages={await messagesDeLObjet(tx, dossierId, convocationId)}
              mienne={entiteDe(acteur)}
            />
          ) : null
        }
      />
    )
    return { ...ecran, corps }
  }
  const vide: FormState = { values: {}, errors: {}, refusals: [] }
  page(plateforme, {
    path: chemins.convocation(':dossierId', ':convocationId'),
    access: 'convocation:lire',
    params: parConvocation,
    portees: ['convocation'],
    view: (tx, params, context) => montrer(tx, params, vide, context),
  })
  form(plateforme, {
    path: chemins.etat(':dossierId', ':convocationId'),
    params: parConvocation,
    command: noterEtat,
    view: montrer,
    redirectTo: fait => vers(fait),
    flash: ({ etat }) =>
      etat === 'honoree' ? 'C’est noté. Vous pouvez maintenant noter l’entretien.' : 'C’est noté.',
  })
}
