import { z } from 'zod'
import { libelleDeNature, mesuresDuDossier } from '../mesures/index.ts'
import type { Context } from '../platform/command.ts'
import { ajouterMois } from '../platform/date.ts'
import type { Tx } from '../platform/db/index.ts'
import { form } from '../platform/http/form.ts'
import { page } from '../platform/http/page.ts'
import { type Plateforme, trouver } from '../platform/http/plateforme.ts'
import type { FormState } from '../platform/interface/index.ts'
import { parDossier } from '../platform/saisie.ts'
import { attenteRoutes } from './attente.routes.tsx'
import { choixJuridictions, entete, vide } from './ecran.ts'
import { cloreSaisine, passer, saisir } from './magistrats.commands.ts'
import { chemins } from './magistrats.paths.ts'
import { joursParDetenteur } from './magistrats.rules.ts'
import * as store from './magistrats.store.ts'
import { Ecrits, Saisir, UneSaisine } from './magistrats.views.tsx'
import { lecteurDe } from './main.rules.ts'
import { ecritureRoutes, rapportRoutes } from './rapport.routes.tsx'

const parSaisine = z.object({ dossierId: z.uuid(), saisineId: z.uuid() })

const versLaSaisine = ({ dossierId, saisineId }: { dossierId: string; saisineId: string }) => chemins.saisine(dossierId, saisineId)

export function magistratsRoutes(plateforme: Plateforme): void {
  attenteRoutes(plateforme)
  page(plateforme, {
    path: chemins.ecrits(':dossierId'),
    access: 'saisine:lire',
    params: parDossier,
    view: async (tx, { dossierId }, { acteur, aujourdhui }) => {
      const { identite, ecran } = await entete(tx, dossierId, 'Demandes et rapports')
      const rapports = acteur.peut('rapport:lire') ? await store.rapportsDuDossier(tx, dossierId, acteur.juridictionId) : null
      return {
        ...ecran,
        corps: (
          <Ecrits
            identite={identite}
            saisines={await store.saisinesDuDossier(tx, dossierId)}
            rapports={rapports}
            aujourdhui={aujourdhui}
            lecteur={lecteurDe(acteur)}
            saisir={acteur.peut('saisine:ecrire')}
            ecrire={acteur.peut('rapport:ecrire')}
          />
        ),
      }
    },
  })
  saisineRoutes(plateforme)
  ecritureRoutes(plateforme)
  rapportRoutes(plateforme)
}

async function uneSaisine(
  tx: Tx,
  { dossierId, saisineId }: { dossierId: string; saisineId: string },
  state: FormState,
  { acteur, maintenant }: Context,
) {
  const { identite, ecran } = await entete(tx, dossierId, 'Demande')
  const saisine = trouver(await store.saisine(tx, dossierId, saisineId))
  const chaine = await store.detentions(tx, dossierId, saisineId)
  const corps = (
    <UneSaisine
      identite={identite}
      state={state}
      saisine={saisine}
      chaine={chaine}
      temps={joursParDetenteur(chaine, maintenant.toString())}
      ecrire={acteur.peut('saisine:ecrire')}
      rediger={acteur.peut('rapport:ecrire')}
    />
  )
  return { ...ecran, corps }
}

function saisineRoutes(plateforme: Plateforme): void {
  form(plateforme, {
    path: chemins.saisir(':dossierId'),
    params: parDossier,
    command: saisir,
    initial: async (_tx, _params, { aujourdhui }) => ({ recueLe: aujourdhui, echeanceLe: ajouterMois(aujourdhui, 1) }),
    view: async (tx, { dossierId }, state, { acteur }) => {
      const { identite, ecran } = await entete(tx, dossierId, 'Nouvelle demande')
      const mesures = (await mesuresDuDossier(tx, dossierId)).map(m => ({
        value: m.mesureId,
        label: libelleDeNature(m.nature, m.decisionLe),
      }))
      return {
        ...ecran,
        corps: (
          <Saisir
            identite={identite}
            state={state}
            mesures={mesures}
            juridictions={acteur.juridictionId ? null : await choixJuridictions(tx)}
          />
        ),
      }
    },
    redirectTo: versLaSaisine,
    flash: () => 'La demande est enregistrée : le SPIP l’a en main.',
  })
  page(plateforme, {
    path: chemins.saisine(':dossierId', ':saisineId'),
    access: 'saisine:lire',
    params: parSaisine,
    view: (tx, params, context) => uneSaisine(tx, params, vide, context),
  })
  form(plateforme, {
    path: chemins.passer(':dossierId', ':saisineId'),
    params: parSaisine,
    command: passer,
    view: uneSaisine,
    redirectTo: versLaSaisine,
    flash: () => 'La main est passée.',
  })
  form(plateforme, {
    path: chemins.clore(':dossierId', ':saisineId'),
    params: parSaisine,
    command: cloreSaisine,
    view: uneSaisine,
    redirectTo: versLaSaisine,
    flash: () => 'La demande est close.',
  })
}
