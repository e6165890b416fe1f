import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Essai, nouvelEssai } from '../../tests/base.ts'
import { executer } from '../platform/executer.ts'
import { reagir } from '../platform/fait.ts'
import { demandes, sansTrou } from './demande.builder.ts'
import { dossierTransfere } from './dossier.faits.ts'
import { constaterLeSilence, ecrireRegleDeSilence } from './index.ts'

let e: Essai
const transferes: unknown[] = []
beforeAll(async () => {
  e = await nouvelEssai()
  reagir(dossierTransfere, async (_tx, fait) => {
    transferes.push(fait)
  })
})
afterAll(() => e.fermer())

const { nouvelle, demander, lire, service, perimetre, dit, chaine, transfert } = demandes(
  () => e,
  'Vit à Metz',
)
describe('La règle de silence', () => {
  const regle = {
    du: '2026-11-24',
    jours: '3',
    relanceJours: '2',
    vaut: 'acceptation' as const,
  } as never
  it('Sans règle, le délai est de dix jours et le silence ne vaut rien : il ne se constate pas', async () => {
    const qui = await nouvelle('ts.88')
    const { transfertId } = await demander(qui, 'ts.57')
    const delai =
      'SELECT repondre_avant_le - demandee_le AS jours FROM dossiers.transfert WHERE id = $1'
    expect(await lire(delai, transfertId)).toEqual([{ jours: 10 }])
    e.avancer({ hours: 24 * 11 })
    await expect(
      executer(e.hote, await e.agent('dpip.57'), constaterLeSilence, {
        personneId: qui.personneId,
        demandeId: transfertId,
        convocations: 'garder',
      }),
    ).rejects.toThrow('appelez-le')
    e.avancer({ hours: -24 * 11 })
  })
  it('L’encadrement l’écrit pour son service, elle ne se réécrit pas, et ne vaut que pour la suite', async () => {
    const avant = await nouvelle('ts.88')
    const { transfertId } = await demander(avant, 'ts.67')
    const dpip = await e.agent('dpip.88')
    await expect(
      executer(e.hote, await e.agent('ts.88'), ecrireRegleDeSilence, regle),
    ).rejects.toThrow('Votre fonction ne permet pas')
    await executer(e.hote, dpip, ecrireRegleDeSilence, regle)
    await expect(executer(e.hote, dpip, ecrireRegleDeSilence, regle)).rejects.toThrow(
      'ne se réécrit pas',
    )
    await expect(
      executer(e.hote, dpip, ecrireRegleDeSilence, {
        ...(regle as object),
        du: '2026-11-23',
      } as never),
    ).rejects.toThrow('à venir')
    await expect(
      e.proprietaire.query("UPDATE dossiers.regle_de_silence SET vaut = 'rien'"),
    ).rejects.toThrow('ne se modifie pas')
    expect(await transfert(avant.personneId)).toMatchObject({
      id: transfertId,
      silence_vaut: 'rien',
      regle_du: null,
    })
    const apres = await nouvelle('ts.88')
    await demander(apres, 'ts.67')
    expect(await transfert(apres.personneId)).toMatchObject({
      silence_vaut: 'acceptation',
      relance_jours: 2,
    })
  })
  it('Le délai passé, le service qui suivra constate le silence : même effet qu’une acceptation, et l’acte le dit', async () => {
    const qui = await nouvelle('ts.88')
    const { personneId } = qui
    const { transfertId } = await demander(qui, 'bex.metz', { versServiceId: await service('57') })
    const dpip = await e.agent('dpip.57')
    const acte = {
      personneId,
      demandeId: transfertId,
      convocations: 'annuler' as const,
      referentId: await e.agent('ts.57'),
    }
    await expect(executer(e.hote, dpip, constaterLeSilence, acte)).rejects.toThrow(
      'n’est pas passé',
    )
    e.avancer({ hours: 24 * 4 })
    await expect(
      executer(e.hote, await e.agent('ts.57'), constaterLeSilence, acte),
    ).rejects.toThrow('Votre fonction ne permet pas')
    await expect(
      executer(e.hote, await e.agent('dpip.67'), constaterLeSilence, acte),
    ).rejects.toThrow('n’existe pas')
    await expect(
      executer(e.hote, dpip, constaterLeSilence, { ...acte, referentId: await e.agent('ts.67') }),
    ).rejects.toThrow('ne travaille pas dans le service')
    const arrivant = `INSERT INTO moyens.agent (service_id, nom, prenom, fonction, arrive_le) VALUES ($1, 'Zulauf', 'Perle', 'dpip', '2027-01-04') RETURNING id`
    const futur = (await e.proprietaire.query(arrivant, [await service('57')])).rows[0]
    await expect(
      executer(e.hote, dpip, constaterLeSilence, { ...acte, referentId: futur.id }),
    ).rejects.toThrow('arrive le lundi 4 janvier')
    const { rows } = await e.proprietaire.query<{ id: string }>(
      'SELECT id FROM moyens.antenne WHERE service_id = $1 LIMIT 1',
      [await service('67')],
    )
    await expect(
      executer(e.hote, dpip, constaterLeSilence, { ...acte, antenneId: rows[0]?.id }),
    ).rejects.toThrow('n’est pas de ce service')
    expect(await perimetre(personneId)).toEqual(['88 prise_en_charge'])
    await executer(e.hote, dpip, constaterLeSilence, acte)
    expect(await transfert(personneId)).toMatchObject({
      etat: 'accepte',
      par_silence: true,
      convocations: 'annuler',
    })
    expect(await perimetre(personneId)).toEqual(['57 prise_en_charge'])
    const dites =
      "SELECT entite_id FROM dossiers.nouvelle WHERE dossier_id = $1 AND nature = 'silence_constate' AND reglee_a IS NULL"
    expect(await lire(dites, personneId)).toContainEqual({ entite_id: await service('88') })
    expect(sansTrou(await chaine(personneId))).toBe(true)
    expect(transferes.at(-1)).toMatchObject({
      dossierId: personneId,
      decisions: { convocations: 'annuler' },
    })
    await expect(executer(e.hote, dpip, constaterLeSilence, acte)).rejects.toThrow(
      'n’attend plus de réponse',
    )
    e.avancer({ hours: -24 * 4 })
  })
  it('La base refuse seule un silence que la règle ne prévoit pas, et un périmètre ouvert avant le terme', async () => {
    const qui = await nouvelle('ts.67')
    const { transfertId } = await demander(qui, 'ts.57')
    await expect(
      e.proprietaire.query(
        "UPDATE dossiers.transfert SET etat = 'accepte', repondu_a = now(), repondu_par = propose_par, par_silence = true WHERE id = $1",
        [transfertId],
      ),
    ).rejects.toThrow('silence_prevu_par_la_regle')
    await expect(
      dit(
        'dpip.57',
        'SELECT dossiers.ouvrir_par_silence($1, $2, $3)',
        qui.personneId,
        transfertId,
        '2027-12-31',
      ),
    ).rejects.toThrow('silence')
  })
})
