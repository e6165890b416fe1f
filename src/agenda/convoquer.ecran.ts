import { type Creneau, lieuxDeLEntite, type TypeDeConvocation } from '../creneaux/index.ts'
import type { Identite } from '../dossiers/index.ts'
import { joignabilite } from '../messages/index.ts'
import { mesuresDuDossier } from '../mesures/index.ts'
import { fonctionQui } from '../moyens/index.ts'
import { type Context, entiteDe } from '../platform/command.ts'
import { ajouterJours, estJour, lundiDe, prochainJourOuvre } from '../platform/date.ts'
import type { Tx } from '../platform/db/index.ts'
import { type FormState, valeur } from '../platform/interface/index.ts'
import { estIdentifiant } from '../platform/saisie.ts'
import { texteDuMessage } from './apercu.ecran.ts'
import type * as store from './convocation.store.ts'
import { agentsQuiRecoivent, creneauxDeLaSemaine, typesPour } from './recherche.ecran.ts'
import { occupationsDuJour } from './recherche.store.ts'
import { cleDe } from './recherche.views.tsx'

/**
 * What the form proposes and what it needs to show: types, agents, places, the free slots of the
 * week, by what the person can be told.
 */
export async function moment(tx: Tx, dossierId: string, state: FormState, context: Context) {
  const { acteur, aujourdhui } = context
  const [dit, le, type] = [valeur(state, 'agentId'), valeur(state, 'le'), valeur(state, 'type')]
  const agentId = estIdentifiant(dit) ? dit : ''
  const voulue = valeur(state, 'semaine')
  const choisie = valeur(state, 'creneau').split('|')[1] ?? ''
  const du = lundiDe(
    [voulue, choisie].find(estJour) ?? prochainJourOuvre(aujourdhui, acteur.territoire),
  )
  const lieux = (await lieuxDeLEntite(tx, entiteDe(acteur) ?? '', aujourdhui)).map(lieu => ({
    value: lieu.lieuId,
    label: `${lieu.nom}, ${lieu.adresse} ${lieu.commune}`,
  }))
  const types = await typesPour(tx, acteur)
  const choisi = types.find(ligne => ligne.value === type)
  const semaine = await creneauxDeLaSemaine(tx, context, {
    type: choisi,
    du,
    agentId: agentId || undefined,
  })
  return {
    types,
    sansType: !choisi,
    agents: await agentsQuiRecoivent(tx, context),
    lieux,
    semaine: { du, ...semaine },
    garde: await creneauGarde(
      tx,
      context,
      { type: choisi, agentId: agentId || undefined, cle: valeur(state, 'creneau') },
      semaine.creneaux,
    ),
    pris: agentId && estJour(le) ? await occupationsDuJour(tx, agentId, le) : [],
    mesures: await mesuresDuDossier(tx, dossierId),
    concerneLe: [choisie, le].find(estJour) ?? du,
    joignable: await joignabilite(tx, dossierId),
    apercu: choisi ? await texteDuMessage(tx, context, { dossierId, state, type: choisi }) : null,
  }
}
/**
 * The slot that was ticked in another week than the one on the screen, while it is still free: it
 * stays ticked.
 */
async function creneauGarde(
  tx: Tx,
  context: Context,
  {
    type,
    agentId,
    cle,
  }: { type: TypeDeConvocation | undefined; agentId: string | undefined; cle: string },
  montres: Creneau[],
): Promise<Creneau | null> {
  const le = cle.split('|')[1] ?? ''
  if (!type || !estJour(le) || montres.some(montre => cleDe(montre) === cle)) return null
  const { creneaux } = await creneauxDeLaSemaine(tx, context, { type, du: le, agentId })
  return creneaux.find(creneau => cleDe(creneau) === cle) ?? null
}
/**
 * Everything but the hour is proposed: place of the follow-up, référent, type, the week that begins
 * tomorrow.
 */
export function propose(identite: Identite, { acteur, aujourdhui }: Context) {
  const agentId = fonctionQui(acteur.fonction, 'recoit') ? acteur.id : (identite.referentId ?? '')
  return {
    semaine: prochainJourOuvre(ajouterJours(aujourdhui, 1), acteur.territoire),
    type: acteur.serviceId ? 'suivi' : 'suivi_jap',
    agentId: acteur.serviceId ? agentId : '',
    lieuId: acteur.serviceId ? (identite.antenneId ?? acteur.antenneId ?? '') : '',
    prevenir: 'oui',
  }
}
export const enSaisie = (donnees: store.Convocation) => ({
  ...donnees,
  ...(donnees.lieuId ? { lieu: '', adresse: '' } : {}),
  creneau: '',
  semaine: donnees.le,
  prevenir: donnees.prevenir ? 'oui' : 'non',
})
